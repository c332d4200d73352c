import { otherHosts } from '@/lib/network'
import type { PlannedLine, Served } from '../plan'

type OtherHost = (typeof otherHosts)[number]

function servedBy({ port, server, names }: OtherHost): Served {
  return names
    ? { kind: 'other web', name: server, names, tls: port === 443 }
    : { kind: 'other smtp', name: server }
}

/** Other people's mail and web servers on the Internet. */
export function internetLines(): readonly PlannedLine[] {
  return otherHosts.map((host) => ({
    address: host.address,
    port: host.port,
    state: 'open',
    what: `${host.names ? 'Web' : 'SMTP'} of ${host.server}`,
    served: servedBy(host),
  }))
}
