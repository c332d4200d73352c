import {
  lastDiscovery,
  nextDiscovery,
  type RunningDiscovery,
  runningDiscoveries,
  type Site,
  topologyEvents,
} from '@/lib/exchange'
import { transact } from '../pool'
import { writeSiteEvent } from '../site-events'
import type { Transport, Worker } from '../worker'

/** What this process knows of a server: until when there is nothing to write, unless the service starts anew. */
interface Known {
  readonly startedAt: Date | null
  readonly next: Date
}

const knownBy = new WeakMap<Transport, Map<string, Known>>()
const readOnce = new WeakMap<Site, Promise<readonly RunningDiscovery[]>>()

/**
 * Writes what each Exchange server finds out about the domain controllers into its Application log (event 2080): when its
 * topology service starts, and every 15 minutes. A jump of the clock is one event, that of the last time.
 */
export const directoryTopology: Worker = {
  name: 'directory topology',
  unhurried: true,
  async work(transport) {
    const known = knownBy.get(transport) ?? new Map<string, Known>()
    knownBy.set(transport, known)
    for (const discovery of await discoveries(transport.site())) {
      const { server, startedAt } = discovery
      const last = known.get(server)
      const same = last?.startedAt?.getTime() === startedAt?.getTime()
      if (last && same && transport.now() < last.next) continue
      known.set(server, { startedAt, next: await note(transport, discovery) })
    }
    return null
  },
}

/** Worked out once for each moment of the site. */
function discoveries(site: Site): Promise<readonly RunningDiscovery[]> {
  const asked = readOnce.get(site) ?? runningDiscoveries(site)
  readOnce.set(site, asked)
  asked.catch(() => readOnce.delete(site))
  return asked
}

/** Several processes come to the same time: the first writes it down. */
function note({ pool, now }: Transport, discovery: RunningDiscovery): Promise<Date> {
  const { server, startedAt } = discovery
  return transact(pool, async (on) => {
    await on.query('select pg_advisory_xact_lock(hashtextextended($1, 2080))', [server])
    const { rows } = await on.query<{ at: Date }>(lastOne, [server])
    const told = rows[0]?.at ?? null
    const due = lastDiscovery(now(), told, startedAt)
    for (const event of due ? topologyEvents(discovery, due) : []) await writeSiteEvent(on, event)
    return nextDiscovery(due ?? told ?? now())
  })
}

const lastOne = `
  select "at" from "SiteEvent"
  where "source" = 'MSExchange ADAccess' and "eventId" = 2080 and "server" = $1
  order by "at" desc, "id" desc limit 1`
