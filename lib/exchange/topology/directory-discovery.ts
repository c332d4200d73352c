import { server as computer } from '@/lib/essentials'
import type { Site } from '../store'
import { adSite, firstAdSite } from './ad-site'
import { adSubnet } from './ad-subnet'
import { discoverControllers } from './discovered-controllers'
import { exchangeServer } from './exchange-server'
import { forestName, siteOfComputer } from './site-membership'
import type { Discovery } from './topology-event'

/** The service that looks for domain controllers, on every server with a role. */
const service = 'MSExchangeADTopology'
/** How often it does. */
const everyMs = 15 * 60_000

export interface RunningDiscovery extends Discovery {
  /** When somebody started the service last; null as long as it runs from the beginning. */
  readonly startedAt: Date | null
}

/** What the topology service of each Exchange server finds now; servers where it is stopped are left out. */
export async function runningDiscoveries(site: Site): Promise<readonly RunningDiscovery[]> {
  const [computers, exchange, sites, subnets] = await site.store.lists([
    computer,
    exchangeServer,
    adSite,
    adSubnet,
  ])
  const [where, forest] = [{ sites, subnets }, await forestName(site)]
  return exchange.flatMap(({ name, properties: { roles, version } }) => {
    const own = computers.find((one) => one.name.toLowerCase() === name.toLowerCase())?.properties ?? null
    const { state = 'Running', startedAt } = own?.services[service] ?? {}
    if (roles.length === 0 || state !== 'Running') return []
    return [
      {
        ...{ server: name, version, forest },
        site: own ? siteOfComputer(own.address, where) : firstAdSite,
        controllers: discoverControllers(computers, { from: own, where, forest }),
        startedAt: startedAt === undefined ? null : new Date(startedAt),
      },
    ]
  })
}

/**
 * When the service looked for domain controllers last: at its start, and every 15 minutes from then on.
 * @param told what the log has of it; null for nothing
 * @returns null where the log has that already. However much time went by, it is one time, the last.
 */
export function lastDiscovery(now: Date, told: Date | null, startedAt: Date | null): Date | null {
  if (!told) return now
  const anew = startedAt !== null && startedAt > told
  const from = (anew ? startedAt : told).getTime()
  const times = Math.floor((now.getTime() - from) / everyMs)
  return times > 0 || (anew && times === 0) ? new Date(from + times * everyMs) : null
}

/** When it will look again. */
export function nextDiscovery(last: Date): Date {
  return new Date(last.getTime() + everyMs)
}
