import pg from 'pg'

/** A connection of the transport's own pool, inside a transaction or not. */
export type Queryable = Pick<pg.Pool, 'query'>

export interface PoolOptions {
  readonly max?: number
  /**
   * A commit does not wait for the disk. What a crash of PostgreSQL takes back then are the last commits, in their order:
   * messages are in the queue that they were in before. Only for work of which nobody outside has been told.
   */
  readonly unhurriedCommits?: boolean
}

/**
 * The transport writes many rows with one statement, which is said in SQL: it has a pool of its own beside Prisma's.
 * Whole numbers of 64 bits come as bigint. A connection that the server ended is made again by the next query.
 */
export function openPool(
  connectionString: string,
  { max = 8, unhurriedCommits = false }: PoolOptions = {},
): pg.Pool {
  const types = {
    getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
      oid === pg.types.builtins.INT8
        ? (text: string) => BigInt(text)
        : pg.types.getTypeParser(oid, format as 'text')) as typeof pg.types.getTypeParser,
  }
  // Queues fill faster than statistics are gathered: a plan made for an empty table would read a full one to its end.
  // Whatever the server does otherwise: what is said to be kept is kept.
  const options = `-c enable_seqscan=off -c synchronous_commit=${unhurriedCommits ? 'off' : 'on'}`
  const pool = new pg.Pool({ connectionString, max, types, application_name: 'transport', options })
  pool.on('error', () => undefined)
  // One that is lost between two queries of a transaction belongs to nobody else; its next query fails.
  pool.on('connect', (client) => client.on('error', () => undefined))
  return pool
}

/** As `transact`, and on the disk when it resolves, whatever the pool does otherwise. */
export function transactDurably<T>(pool: pg.Pool, work: (client: Queryable) => Promise<T>): Promise<T> {
  return transact(pool, async (client) => {
    await client.query('set local synchronous_commit = on')
    return work(client)
  })
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
