import type { Destination } from '../route'
import type { Asked, MailAtHand } from './mail-at-hand'

/**
 * A recipient whose way ends here. Whoever is reached by several ways gets the message once.
 * @param key what tells recipients apart: the mailbox's guid, else the address
 */
export function reach(
  { reached, resolved, happened }: MailAtHand,
  { recipient, by }: Asked,
  destination: Destination,
  key = recipient.address.toLowerCase(),
): void {
  if (!reached.has(key)) {
    reached.add(key)
    resolved.push({ recipient, destination })
    return
  }
  if (by !== 'sender')
    happened.push({
      eventId: 'DUPLICATEEXPAND',
      source: 'ROUTING',
      recipients: [recipient.address],
      relatedRecipient: recipient.history.at(-1) ?? '',
    })
}
