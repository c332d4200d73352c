import pg from 'pg'

/** The lock that a transport process holds as long as it lives. */
export const lifeLock = (process: string) => `hashtextextended('transport ' || ${process}, 0)`

const reconnectMs = 500

export interface Life {
  /** Ends the sign of life: what is still claimed goes back to the others. */
  end(): Promise<void>
}

/**
 * Says that this process lives, by an advisory lock of PostgreSQL on a connection of its own: when the process dies,
 * the lock is gone with its connection. A connection that is lost is made again; what others took over meanwhile is
 * lost to this process (ClaimLost).
 * @param wasLost told each time that it has been made again
 * @returns once the lock is held
 */
export async function holdLife(databaseUrl: string, process: string, wasLost: () => void): Promise<Life> {
  let client: pg.Client | undefined
  let timer: NodeJS.Timeout | undefined
  let ended = false
  const again = () => {
    if (ended) return
    clearTimeout(timer)
    timer = setTimeout(() => void connect().then(wasLost, again), reconnectMs)
  }
  const connect = async () => {
    const own = new pg.Client({ connectionString: databaseUrl, application_name: 'transport lives' })
    client = own
    own.on('error', () => undefined)
    await own.connect()
    await own.query(`select pg_advisory_lock(${lifeLock('$1')})`, [process])
    own.once('end', again)
  }
  await connect()
  return {
    async end() {
      ended = true
      clearTimeout(timer)
      await client?.end().catch(() => undefined)
    },
  }
}
