import { neighborsNow, otherHosts, type World } from '@/lib/network'
import type { PlannedLine } from '../plan'

/** Mail servers of neighbors that are turned off. */
function asleep(world: World): ReadonlySet<string> {
  const down = neighborsNow(world).filter(({ settings }) => settings.down)
  return new Set(down.flatMap(({ known }) => known.hosts.map(({ name }) => name)))
}

/** Other people's mail and web servers on the Internet. */
export function internetLines(world: World): readonly PlannedLine[] {
  const down = asleep(world)
  return otherHosts.map(({ address, port, server, names }): PlannedLine => {
    const line = { address, port, what: `${names ? 'Web' : 'SMTP'} of ${server}` }
    if (down.has(server)) return { ...line, state: 'silent', served: null }
    const served = names
      ? ({ kind: 'other web', name: server, tls: port === 443 } as const)
      : ({ kind: 'other smtp', name: server } as const)
    return { ...line, state: 'open', served }
  })
}
