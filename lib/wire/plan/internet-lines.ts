import { otherHosts } from '@/lib/network'
import type { PlannedLine } from '../plan'

/** Other people's mail and web servers on the Internet. */
export function internetLines(): readonly PlannedLine[] {
  return otherHosts.map(({ address, port, server }) => {
    const protocol = port === 25 || port === 587 ? 'smtp' : 'web'
    const served = { kind: 'other', name: server, protocol, tls: port === 443 } as const
    return { address, port, state: 'open', what: `${protocol === 'smtp' ? 'SMTP' : 'Web'} of ${server}`, served }
  })
}
