import type { Site } from '../../store'
import { journalRule } from '../journal-rule'
import type { MailAtHand } from './mail-at-hand'

/** A journal rule that is enabled. */
export interface JournalOrder {
  readonly name: string
  /** In lower case; null: everybody's messages. */
  readonly recipient: string | null
  readonly to: string
  readonly scope: 'Global' | 'Internal' | 'External'
}

export async function journalOrders({ store }: Site): Promise<readonly JournalOrder[]> {
  return (await store.list(journalRule))
    .filter(({ properties }) => properties.state === 'Enabled')
    .map(({ name, properties }) => ({
      name,
      recipient: properties.recipient?.toLowerCase() ?? null,
      to: properties.journalEmailAddress,
      scope: properties.scope,
    }))
}

/**
 * The journal rules that mean a message, as it was resolved: from or to the recipient that a rule names, within the
 * organization (Internal), from or to somebody outside (External), or either.
 */
export function ordersFor(
  orders: readonly JournalOrder[],
  { sender, resolved }: Pick<MailAtHand, 'sender' | 'resolved'>,
): readonly JournalOrder[] {
  const people = [sender.address, ...resolved.map(({ recipient }) => recipient.address)]
  const meant = new Set(people.map((one) => one.toLowerCase()))
  const crosses = !sender.trusted || resolved.some(({ destination }) => destination.kind === 'address')
  return orders.filter(
    ({ recipient, scope }) =>
      (recipient === null || meant.has(recipient)) &&
      (scope === 'Global' || crosses === (scope === 'External')),
  )
}
