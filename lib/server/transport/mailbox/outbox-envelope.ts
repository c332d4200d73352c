import addressparser from 'nodemailer/lib/addressparser'
import { type MailRecipient, readHeader } from '@/lib/exchange'

/**
 * Whom a message of a mailbox is for, by its To, Cc and Bcc, each once, and the message as others get it: without Bcc.
 */
export function envelopeOf(content: Uint8Array): {
  readonly recipients: readonly MailRecipient[]
  readonly content: Uint8Array
} {
  const recipients = new Map<string, MailRecipient>()
  const kept: Uint8Array[] = []
  let from = 0
  for (const { name, value, start, end } of readHeader(content).fields) {
    if (!/^(to|cc|bcc)$/i.test(name)) continue
    for (const { address } of addressparser(value, { flatten: true }))
      if (address && !recipients.has(address.toLowerCase()))
        recipients.set(address.toLowerCase(), { address, orcpt: null, notify: null, history: [] })
    if (name.toLowerCase() !== 'bcc') continue
    kept.push(content.subarray(from, start))
    from = end
  }
  return { recipients: [...recipients.values()], content: Buffer.concat([...kept, content.subarray(from)]) }
}
