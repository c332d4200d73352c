import { type MailRecipient, type Notify, parseSmtpAddress, readHeader } from '@/lib/exchange'
import { ok, type Result, refuse } from '@/lib/shell'
import type { FolderMessage } from './pickup-message'

const bad = (reason: string) => refuse('InvalidData', 'BadMail', reason)

/** Fields that Export-Message writes in front of a message; none of them goes on. */
const injected =
  /^x-(sender|receiver|createdby|endofinjectedxheaders|extendedmessageprops|helodomain|source|sourceipaddress)$/i

/** RFC 5321 §4.5.3.1.8, and as many as the largest message of this site can have. */
const mostRecipients = 5000

/** Reads a message of the Replay directory: its envelope is in X-Sender and X-Receiver fields before its header. */
export function readReplayMessage(content: Uint8Array): Result<FolderMessage> {
  const { fields } = readHeader(content)
  const own = fields.filter(
    ({ name }, at) => injected.test(name) && fields.slice(0, at).every((one) => injected.test(one.name)),
  )
  const senders = own.filter(({ name }) => /^x-sender$/i.test(name))
  const receivers = own.filter(({ name }) => /^x-receiver$/i.test(name))
  const sender = senders.length === 1 ? addressOf(senders[0]?.value ?? '') : null
  if (sender === null) return bad('There is no X-Sender field with one address.')
  if (receivers.length === 0) return bad('There is no X-Receiver field.')
  if (receivers.length > mostRecipients) return bad(`There are more than ${mostRecipients} recipients.`)
  const recipients = receivers.map(({ value }) => recipientOf(value))
  if (recipients.some((one) => one === null)) return bad('An X-Receiver field has no valid address.')
  const end = own.at(-1)?.end ?? 0
  return ok({
    sender,
    recipients: recipients.filter((one) => one !== null),
    content: content.subarray(end),
  })
}

/** `<a@b.c> BODY=7bit`, with or without the brackets; `<>` is the null reverse-path. */
function addressOf(value: string): string | null {
  const [, bracketed, plain] = /^\s*(?:<([^<>\s]*)>|(\S+))/.exec(value) ?? []
  const address = bracketed ?? plain ?? null
  if (address === '' && bracketed !== undefined) return ''
  return address !== null && parseSmtpAddress(address).ok ? address : null
}

function recipientOf(value: string): MailRecipient | null {
  const address = addressOf(value)
  if (!address) return null
  const notify = /\bNOTIFY=([A-Z,]+)/i.exec(value)?.[1]?.toUpperCase().split(',')
  const orcpt = /\bORCPT=(\S{1,500})/i.exec(value)?.[1] ?? null
  return { address, orcpt, notify: notify?.filter(isNotify) ?? null, history: [] }
}

function isNotify(word: string): word is Notify {
  return ['NEVER', 'SUCCESS', 'FAILURE', 'DELAY'].includes(word)
}
