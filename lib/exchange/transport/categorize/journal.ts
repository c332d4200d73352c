import type { Site } from '../../store'
import { journalRule } from '../journal-rule'
import type { MailItem } from '../mail'
import type { MailAtHand, Resolved } from './mail-at-hand'

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
 * The journal mailboxes of the rules that mean a message, as it was resolved: from or to the recipient that a rule
 * names, within the organization (Internal), from or to somebody outside (External), or either.
 */
export function journalsFor(
  orders: readonly JournalOrder[],
  { sender, resolved }: Pick<MailAtHand, 'sender' | 'resolved'>,
): readonly string[] {
  if (orders.length === 0 || resolved.length === 0) return []
  const people = [sender.address, ...resolved.map(({ recipient }) => recipient.address)]
  const meant = new Set(people.map((one) => one.toLowerCase()))
  const crosses = !sender.trusted || resolved.some(({ destination }) => destination.kind === 'address')
  const meaning = orders.filter(
    ({ recipient, scope }) =>
      (recipient === null || meant.has(recipient)) &&
      (scope === 'Global' || crosses === (scope === 'External')),
  )
  return [...new Set(meaning.map(({ to }) => to))]
}

/**
 * What a journal report says of a message's envelope, a line each: sender, subject, Message-Id, and every recipient
 * with the group or the mailbox that it came by.
 */
export function journalText(
  { sender, subject, messageId }: Pick<MailItem, 'sender' | 'subject' | 'messageId'>,
  resolved: readonly Resolved[],
): string {
  const recipients = resolved.map(({ recipient: { address, history, reportTo } }) => {
    const by = history.at(-1)
    const how = reportTo === undefined ? 'Forwarded' : 'Expanded'
    return `Recipient: ${address}${by === undefined ? '' : `, ${how}: ${by}`}`
  })
  const lines = [`Sender: ${sender}`, `Subject: ${subject}`, `Message-Id: ${messageId}`, ...recipients]
  return lines.map((line) => `${line.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')}\r\n`).join('')
}
