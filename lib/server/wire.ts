import type { Site } from '@/lib/exchange'
import { openControl, openWire, type WirePorts } from '@/lib/wire'
import { db } from './db'
import { follow } from './follow'
import { keptSite, readObjects } from './kept-site'
import { saveResolverCache } from './resolver-memory'
import { openIntake } from './transport/intake/intake'
import { openPool } from './transport/pool'

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
  const read = () => readObjects(db).then((rows) => keptSite(db, rows, 'network'))
  let site: Site = await read()
  const pool = openPool(options.databaseUrl)
  const intake = openIntake({ pool, site: () => site, log: (line) => console.log(line) })
  const wire = await openWire({
    snapshot: async () => {
      site = await read()
      return site
    },
    ports: options.ports,
    saveCache: (whose, cache) => saveResolverCache(db, whose, cache),
    intake,
    log: (line) => console.log(line),
  })
  await wire.settle()
  const follower = follow(options.databaseUrl, ['site_changed'], () => wire.settle().catch(report))
  const control = await openControl({ wire, ...options.control })
  return {
    controlPort: control.port,
    async stop() {
      await control.close()
      await follower.stop()
      await wire.close()
      await intake.close()
      await pool.end()
      await db.$disconnect()
    },
  }
}

function report(error: unknown): void {
  console.error(error instanceof Error ? error.message : error)
}
