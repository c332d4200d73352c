import pg from 'pg'

/** Makes a database unless it is there, as a copy of `template`, to which nobody may be connected. */
export async function createDatabase(client: pg.Client, name: string, template = 'template1'): Promise<void> {
  const [database, original] = [name, template].map((word) => pg.escapeIdentifier(word))
  try {
    await client.query(`create database ${database} template ${original}`)
  } catch (error) {
    const { code } = error as pg.DatabaseError
    // duplicate_database, or unique_violation when two make it at the same moment
    if (code !== '42P04' && code !== '23505') throw error
  }
}

/** Drops a database with the sessions in it; one that is not there is no mistake. */
export async function dropDatabase(client: pg.Client, name: string): Promise<void> {
  await client.query(`drop database if exists ${pg.escapeIdentifier(name)} with (force)`)
}

/** Runs `work` on a connection of its own. */
export async function connected<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
