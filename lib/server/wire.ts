import pg from 'pg'
import { openControl, openWire, type WirePorts } from '@/lib/wire'
import { db } from './db'
import { keptSite, readObjects } from './kept-site'
import { saveResolverCache } from './resolver-memory'

/** A connection that is lost is made again after this time. */
const reconnectMs = 1000

export interface WireProcess {
  readonly controlPort: number
  stop(): Promise<void>
}

/**
 * The simulated network on this database, from PostgreSQL to the sockets. It follows what commands commit: at once when
 * the dashboard asks it to settle, and for dig and curl by PostgreSQL's notification.
 * @throws Error with the port and the variable to set, when another program holds a port
 */
export async function startWireProcess(options: {
  databaseUrl: string
  ports: WirePorts
  control: { port: number; token: string }
}): Promise<WireProcess> {
  const wire = await openWire({
    snapshot: async () => keptSite(db, await readObjects(db), 'network'),
    ports: options.ports,
    saveCache: (whose, cache) => saveResolverCache(db, whose, cache),
    log: (line) => console.log(line),
  })
  await wire.settle()
  const follower = follow(options.databaseUrl, () => wire.settle().catch(report))
  const control = await openControl({ wire, ...options.control })
  return {
    controlPort: control.port,
    async stop() {
      await control.close()
      await follower.stop()
      await wire.close()
      await db.$disconnect()
    },
  }
}

function report(error: unknown): void {
  console.error(error instanceof Error ? error.message : error)
}

/** LISTEN, on a connection of its own that is made again when it is lost. */
function follow(databaseUrl: string, changed: () => unknown): { stop(): Promise<void> } {
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
    client = new pg.Client({ connectionString: databaseUrl, application_name: 'wire' })
    client.on('notification', changed)
    client.on('error', again)
    client.on('end', again)
    try {
      await client.connect()
      await client.query('listen site_changed')
      await changed()
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
