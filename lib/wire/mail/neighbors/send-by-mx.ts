import { type Conversation, findMailHosts, type Network } from '@/lib/network'
import type { Errand } from './errands'
import { partsOf } from './mailbox'

export type Fate =
  | { readonly kind: 'taken' }
  | { readonly kind: 'failed'; readonly status: string; readonly diagnostic: string }

/** The last thing that was answered to what matters, and whether it was a yes. */
function fateOf(met: Conversation): Fate {
  if (met.kind === 'refused')
    return { kind: 'failed', status: '4.4.1', diagnostic: 'The connection was refused' }
  if (met.kind !== 'answered') return { kind: 'failed', status: '4.4.1', diagnostic: met.reason }
  const last = met.exchanges.at(-1)
  if (!met.broken && last?.said.startsWith('(') && last.reply.startsWith('2')) return { kind: 'taken' }
  const reply = (last?.reply ?? met.greeting).split('\n').at(-1) || met.broken || 'No answer'
  const [, code = '4', status] = /^([245])\d\d[ -](\d\.\d{1,3}\.\d{1,3})?/.exec(reply) ?? []
  return { kind: 'failed', status: status ?? `${code === '2' ? '4' : code}.0.0`, diagnostic: reply }
}

/** Whether another server of the domain may take what this one did not. */
const isLasting = (fate: Fate) => fate.kind === 'taken' || fate.status.startsWith('5')

/** Sends a message to its recipient's domain, as the neighbor's computer, to one server after the other. */
export async function sendByMx(
  network: Pick<Network, 'lookup' | 'send'>,
  { host, sender, recipient, content }: Errand,
): Promise<Fate> {
  const hosts = await findMailHosts(network, partsOf(recipient).domain)
  if (!hosts.ok) return { kind: 'failed', status: hosts.status, diagnostic: hosts.reason }
  let fate: Fate = { kind: 'failed', status: '5.4.4', diagnostic: 'No server' }
  for (const to of hosts.addresses) {
    fate = fateOf(await network.send({ from: host, to, sender, recipients: [recipient], content }))
    if (isLasting(fate)) break
  }
  return fate
}
