import type { MailRecipient, SubmittedMail } from './mail'

/**
 * A message as Export-Message writes it: its envelope in X- fields before its own header, as the Replay directory
 * reads it.
 */
export function exportedMessage({
  sender,
  recipients,
  origin,
  content,
}: Pick<SubmittedMail, 'sender' | 'recipients' | 'origin' | 'content'>): Uint8Array {
  const fields = [
    `X-Sender: <${oneLine(sender)}>`,
    ...recipients.map(receiver),
    'X-CreatedBy: MSExchange15',
    `X-HeloDomain: ${oneLine(origin.clientName)}`,
    `X-Source: ${origin.source}`,
    `X-SourceIPAddress: ${oneLine(origin.clientIp)}`,
    'X-EndOfInjectedXHeaders: Submission',
  ]
  const envelope = new TextEncoder().encode(`${fields.join('\r\n')}\r\n`)
  const bytes = new Uint8Array(envelope.length + content.length)
  bytes.set(envelope)
  bytes.set(content, envelope.length)
  return bytes
}

/** RFC 3461: what the sender wants to be told goes on with the message. */
function receiver({ address, notify, orcpt, reportTo }: MailRecipient): string {
  const wanted = reportTo === 'nobody' ? ['NEVER'] : (notify ?? [])
  const wants = wanted.length === 0 ? '' : ` NOTIFY=${wanted.join(',')}`
  const original = orcpt === null ? '' : ` ORCPT=${oneLine(orcpt).replace(/\s/g, '')}`
  return `X-Receiver: <${oneLine(address)}>${wants}${original}`
}

/** What came from the network makes no field of its own. */
function oneLine(text: string): string {
  return text.replace(/\p{Cc}/gu, '')
}
