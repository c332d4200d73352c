import type { SmtpReply } from '../mail'
import { countIn, type Directory, sizeIn } from './directory'
import type { MailToCategorize, Sender } from './mail-at-hand'
import type { Policy } from './policy'
import { said } from './replies'

/**
 * Who a message is from. The address of somebody with a mailbox is believed of those who signed in and of servers of
 * the organization; contacts are strangers anyway, and known by their address alone.
 */
export async function findSender(
  { sender, origin }: MailToCategorize,
  directory: Directory,
): Promise<Sender> {
  const trusted = origin.authenticatedAs !== null || origin.directionality === 'Originating'
  if (sender === '') return { address: '', entry: null, trusted }
  const [entry, another] = (await directory.byAddress([sender.toLowerCase()])).get(sender.toLowerCase()) ?? []
  const believed = trusted || entry?.kind === 'contact' || entry?.kind === 'mailUser'
  return { address: sender, entry: entry && !another && believed ? entry : null, trusted }
}

/** Whether the transport itself wrote the message, a report or a journal report: no limit and no restriction stops it. */
export function isSystemMail({ origin }: MailToCategorize): boolean {
  return origin.source === 'DSN' || origin.source === 'AGENT'
}

/** What of the sender's own limits a message breaks; null where it keeps them. */
export function brokenLimit(mail: MailToCategorize, { entry }: Sender, policy: Policy): SmtpReply | null {
  if (isSystemMail(mail) || mail.origin.bypassesLimits) return null
  const own = entry?.kind === 'mailbox' ? entry.more : {}
  const count = countIn(own, 'RecipientLimits') ?? policy.maxRecipients
  if (count !== null && mail.recipients.length > count) return said.tooManyRecipients
  const limit = sizeIn(own, 'MaxSendSize')
  if (limit !== null) return mail.size > limit ? said.tooLargeForSender : null
  return policy.maxSendSize !== null && mail.size > policy.maxSendSize && entry !== null
    ? said.tooLargeForOrganization
    : null
}
