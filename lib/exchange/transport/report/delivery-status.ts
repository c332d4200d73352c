import { type FailedRecipient, replyText } from '../mail'
import { mailDate } from '../receive'
import { isAscii, oneLine } from './plain-words'
import type { ReportFacts } from './report-facts'

/** RFC 5322 §2.1.1 allows 998 characters; nobody's reply needs them. */
const longestReply = 700
const longestAddress = 600

/** The part that programs read: message/delivery-status (RFC 3464 §2), or its form in UTF-8 (RFC 6533 §4). */
export function deliveryStatus(facts: ReportFacts, utf8: boolean): string {
  const { mail, reporter } = facts
  const { envid, clientName } = mail.origin
  const perMessage = [
    ...(envid === null ? [] : [`Original-Envelope-Id: ${ascii(oneLine(envid, 100))}`]),
    `Reporting-MTA: dns;${reporter.authority}`,
    ...(/^[\w.-]{1,255}$/.test(clientName) ? [`Received-From-MTA: dns;${clientName}`] : []),
    `Arrival-Date: ${mailDate(mail.receivedAt)}`,
  ]
  const groups = facts.recipients.map((one) => recipientFields(facts, one, utf8))
  return `${[perMessage, ...groups].map((fields) => fields.join('\r\n')).join('\r\n\r\n')}\r\n`
}

function recipientFields(
  { kind, mail }: ReportFacts,
  { recipient, reply, remote }: FailedRecipient,
  utf8: boolean,
): readonly string[] {
  const said = oneLine(replyText(reply), longestReply)
  return [
    ...(recipient.orcpt === null ? [] : [`Original-Recipient: ${typed(recipient.orcpt, utf8)}`]),
    `Final-Recipient: ${typed(`rfc822;${recipient.address}`, utf8)}`,
    `Action: ${kind}`,
    `Status: ${statusOf(reply.status)}`,
    `Diagnostic-Code: smtp;${utf8 ? said : ascii(said)}`,
    ...(remote === null ? [] : [`Remote-MTA: dns;${ascii(oneLine(remote, 255))}`]),
    ...(kind === 'delayed' ? [`Will-Retry-Until: ${mailDate(mail.expiresAt)}`] : []),
  ]
}

/** RFC 3463 §2; a server that told something else told nothing. */
function statusOf(status: string): string {
  return /^[245]\.\d{1,3}\.\d{1,3}$/.test(status) ? status : '5.0.0'
}

/** `rfc822;j.park@fabrikam.com`; `utf-8;` with what is not ASCII (RFC 6533 §3). */
function typed(address: string, utf8: boolean): string {
  const line = oneLine(address, longestAddress)
  if (isAscii(line)) return line
  const plain = line.replace(/^[\w-]+;/, '')
  return `utf-8;${utf8 ? plain : ascii(plain)}`
}

/** utf-8-addr-unitext (RFC 6533 §3): `\x{E9}`. */
function ascii(text: string): string {
  return text.replace(/[^\0-\x7f]/gu, (one) => `\\x{${(one.codePointAt(0) ?? 0).toString(16).toUpperCase()}}`)
}
