import { otherHosts } from '@/lib/network'
import type { PlannedLine } from '../plan'

/** Other people's mail and web servers on the Internet. */
export function internetLines(): readonly PlannedLine[] {
  return otherHosts.map(({ address, port, server, names }) => ({
    address,
    port,
    state: 'open',
    what: `${names ? 'Web' : 'SMTP'} of ${server}`,
    served: names
      ? { kind: 'other web', name: server, tls: port === 443 }
      : { kind: 'other smtp', name: server },
  }))
}
