import pg from 'pg'

/** A connection that is lost is made again after this time. */
const reconnectMs = 1000

/**
 * LISTEN, on a connection of its own that is made again when it is lost. What was missed meanwhile is made good by one
 * call of `changed` after each connecting.
 */
export function follow(
  databaseUrl: string,
  channels: readonly string[],
  changed: (channel: string | null) => unknown,
): { stop(): Promise<void> } {
  let client: pg.Client | undefined
  let timer: NodeJS.Timeout | undefined
  let stopped = false
  const again = () => {
    if (stopped || timer) return
    timer = setTimeout(() => {
      timer = undefined
      void connect()
    }, reconnectMs)
  }
  const connect = async () => {
    client = new pg.Client({ connectionString: databaseUrl, application_name: `follows ${channels[0]}` })
    client.on('notification', ({ channel }) => changed(channel))
    client.on('error', again)
    client.on('end', again)
    try {
      await client.connect()
      for (const channel of channels) await client.query(`listen ${pg.escapeIdentifier(channel)}`)
      await changed(null)
    } catch {
      again()
    }
  }
  void connect()
  return {
    async stop() {
      stopped = true
      clearTimeout(timer)
      await client?.end().catch(() => undefined)
    },
  }
}
