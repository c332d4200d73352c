import type { FailedRecipient, MailRecipient, NextHop } from '../mail'
import { unreachableHop } from '../mail'
import { delayedFanOut, type Route, type RoutingTable, routeTo } from '../route'
import type { Resolved } from './mail-at-hand'

/** A copy of a message: one next hop, and the recipients that it takes along. */
export interface Copy {
  readonly hop: NextHop
  readonly recipients: readonly MailRecipient[]
  readonly lastError: string | null
}

/** ExpansionSizeLimit: a copy has no more recipients than that; the rest goes with further ones (chipping). */
export const expansionSizeLimit = 1000

/** Parts a message by next hops. What routing refuses for good fails. @param size of the message, in bytes */
export function bifurcate(
  table: RoutingTable,
  resolved: readonly Resolved[],
  size: number,
): { readonly copies: readonly Copy[]; readonly failed: readonly FailedRecipient[] } {
  const routes = routesOf(table, resolved, size)
  const copies = new Map<string, { hop: NextHop; lastError: string | null; recipients: MailRecipient[] }>()
  const failed: FailedRecipient[] = []
  for (const [at, { recipient }] of resolved.entries()) {
    const route = routes[at]
    if (!route || route.kind === 'failed') {
      if (route) failed.push({ recipient, reply: route.reply, remote: null })
      continue
    }
    const [hop, lastError] = route.kind === 'hop' ? [route.hop, null] : [unreachableHop, route.reason]
    const copy = copies.get(keyOf(hop)) ?? { hop, lastError, recipients: [] }
    copy.recipients.push(recipient)
    copies.set(keyOf(hop), copy)
  }
  return { copies: [...copies.values()].flatMap(chips), failed }
}

/** Of many recipients most go the same way: it is looked for once. */
function routesOf(table: RoutingTable, resolved: readonly Resolved[], size: number): readonly Route[] {
  const known = new Map<string, Route>()
  const routes = resolved.map(({ destination }) => {
    const key = JSON.stringify(destination)
    const route = known.get(key) ?? routeTo(table, destination, size)
    known.set(key, route)
    return route
  })
  const remote = routes.some((route) => route.kind === 'hop' && route.path.length > 0)
  return remote ? delayedFanOut(table, routes) : routes
}

const keyOf = ({ deliveryType, connector, nextHopDomain }: NextHop) =>
  [deliveryType, connector, nextHopDomain.toLowerCase()].join('\n')

function chips({ recipients, ...copy }: Copy): readonly Copy[] {
  const count = Math.ceil(recipients.length / expansionSizeLimit)
  return Array.from({ length: count }, (_, at) => ({
    ...copy,
    recipients: recipients.slice(at * expansionSizeLimit, (at + 1) * expansionSizeLimit),
  }))
}
