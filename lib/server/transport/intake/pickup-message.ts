import addressparser from 'nodemailer/lib/addressparser'
import { type HeaderField, type MailRecipient, parseSmtpAddress, readHeader } from '@/lib/exchange'
import { ok, type Result, refuse } from '@/lib/shell'

/** A message that was left in a folder: its envelope, and what of it is sent. */
export interface FolderMessage {
  readonly sender: string
  readonly recipients: readonly MailRecipient[]
  readonly content: Uint8Array
}

/** Set-TransportServer -PickupDirectoryMaxHeaderSize (bytes), -PickupDirectoryMaxRecipientsPerMessage. */
export interface PickupLimits {
  readonly headerSize: number
  readonly recipients: number
}

const bad = (reason: string) => refuse('InvalidData', 'BadMail', reason)

/**
 * Reads a message of the Pickup directory: its envelope is that of its header. It has one sender (Sender, or a From with
 * one address) and at least one recipient; Received, Resent-* and Bcc do not go on.
 */
export function readPickupMessage(content: Uint8Array, limits: PickupLimits): Result<FolderMessage> {
  const { fields, end } = readHeader(content)
  if (end > limits.headerSize) return bad(`The header is larger than ${limits.headerSize} bytes.`)
  const sender = senderOf(fields)
  if (!sender.ok) return sender
  const addresses = [...new Set(addressesIn(fields, 'To', 'Cc', 'Bcc').map((one) => one.toLowerCase()))]
  if (addresses.length === 0) return bad('There is no recipient in To, Cc or Bcc.')
  if (addresses.length > limits.recipients) return bad(`There are more than ${limits.recipients} recipients.`)
  const wrong = addresses.find((one) => !parseSmtpAddress(one).ok)
  if (wrong !== undefined) return bad('A recipient has no valid address.')
  const recipients = addresses.map((address) => ({ address, orcpt: null, notify: null, history: [] }))
  return ok({ sender: sender.value, recipients, content: without(content, fields) })
}

function senderOf(fields: readonly HeaderField[]): Result<string> {
  const [from, sender] = [addressesIn(fields, 'From'), addressesIn(fields, 'Sender')]
  const one = sender.length === 0 && from.length === 1 ? from[0] : sender.length === 1 ? sender[0] : undefined
  if (one === undefined) return bad('There is no single sender: From has one address, or Sender names it.')
  return parseSmtpAddress(one).ok ? ok(one) : bad('The sender has no valid address.')
}

function addressesIn(fields: readonly HeaderField[], ...names: readonly string[]): readonly string[] {
  const wanted = names.map((name) => name.toLowerCase())
  return fields
    .filter(({ name }) => wanted.includes(name.toLowerCase()))
    .flatMap(({ value }) => addressparser(value, { flatten: true }))
    .map(({ address }) => address.trim())
    .filter((address) => address !== '')
}

/** RFC 5322 §3.6.3: a message that had recipients in Bcc alone says that there are some. */
function without(content: Uint8Array, fields: readonly HeaderField[]): Uint8Array {
  const kept = fields.filter(({ name }) => !/^(received|bcc|resent-.*)$/i.test(name))
  const named = kept.some(({ name }) => /^(to|cc)$/i.test(name))
  const end = fields.at(-1)?.end ?? 0
  return Buffer.concat([
    ...kept.map(({ start, end: after }) => content.subarray(start, after)),
    ...(named ? [] : [Buffer.from('To: Undisclosed Recipients:;\r\n')]),
    content.subarray(end),
  ])
}
