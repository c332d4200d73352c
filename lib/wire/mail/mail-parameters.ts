import { domainToASCII } from 'node:url'
import type { SMTPServerAddress } from 'smtp-server'
import type { MailRecipient, Notify } from '@/lib/exchange'

const ofMail = new Set(['SIZE', 'BODY', 'RET', 'ENVID', 'AUTH', 'SMTPUTF8'])
const ofRcpt = new Set(['NOTIFY', 'ORCPT'])

/** RFC 5321 §4.1.1.11: a parameter that nobody knows is refused. */
export function knowsParameters(verb: 'MAIL' | 'RCPT', { args }: SMTPServerAddress, utf8: boolean): boolean {
  const known = verb === 'MAIL' ? ofMail : ofRcpt
  return Object.keys(args || {}).every((name) => known.has(name) && (name !== 'SMTPUTF8' || utf8))
}

/** The address as it was sent: smtp-server writes domains in Unicode; here they are as DNS has them (RFC 5890). */
export function plainAddress({ address }: SMTPServerAddress): string {
  const at = address.lastIndexOf('@')
  const domain = address.slice(at + 1)
  if (at < 0 || domain.startsWith('[') || /^[\x20-\x7e]*$/.test(domain)) return address
  return `${address.slice(0, at)}@${domainToASCII(domain) || domain}`
}

export function isAscii(text: string): boolean {
  return /^[\x20-\x7e]*$/.test(text)
}

export function mailRecipient(given: SMTPServerAddress, address: string): MailRecipient {
  const notify = given.dsn?.notify?.map((word) => word.toUpperCase() as Notify) ?? null
  return { address, orcpt: given.dsn?.orcpt ?? null, notify, history: [] }
}
