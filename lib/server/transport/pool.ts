import pg from 'pg'

/** A connection of the transport's own pool, inside a transaction or not. */
export type Queryable = Pick<pg.Pool, 'query'>

/**
 * The transport writes many rows with one statement, which is said in SQL: it has a pool of its own beside Prisma's.
 * Whole numbers of 64 bits come as bigint. A connection that the server ended is made again by the next query.
 */
export function openPool(connectionString: string, max = 8): pg.Pool {
  const types = {
    getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
      oid === pg.types.builtins.INT8
        ? (text: string) => BigInt(text)
        : pg.types.getTypeParser(oid, format as 'text')) as typeof pg.types.getTypeParser,
  }
  // Queues fill faster than statistics are gathered: a plan made for an empty table would read a full one to its end.
  const options = '-c enable_seqscan=off'
  const pool = new pg.Pool({ connectionString, max, types, application_name: 'transport', options })
  pool.on('error', () => undefined)
  return pool
}

/** One transaction; what is thrown rolls it back. */
export async function transact<T>(pool: pg.Pool, work: (client: Queryable) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    await client.query('begin')
    const result = await work(client)
    await client.query('commit')
    return result
  } catch (thrown) {
    await client.query('rollback').catch((error: Error) => {
      broken = error
    })
    throw thrown
  } finally {
    client.release(broken)
  }
}
