import { randomUUID } from 'node:crypto'
import { mailDate, readHeader } from '@/lib/exchange'
import type { Errand } from './errands'
import type { Fate } from './send-by-mx'

type Failed = Extract<Fate, { kind: 'failed' }>

const ascii = (text: string) => text.replace(/[^\x20-\x7e]/g, '?').slice(0, 500)

function human(host: string, { recipient }: Errand, { diagnostic }: Failed): string {
  return [
    `This is the mail system at ${host}.`,
    '',
    'Your message could not be delivered to one of its recipients. It is not tried again.',
    '',
    `<${ascii(recipient)}>: ${ascii(diagnostic)}`,
  ].join('\r\n')
}

function machine(host: string, { recipient }: Errand, { status, diagnostic }: Failed): string {
  // RFC 3464 §2.3.4: what failed is over, whatever its code says.
  return [
    `Reporting-MTA: dns; ${host}`,
    '',
    `Final-Recipient: rfc822; ${ascii(recipient)}`,
    'Action: failed',
    `Status: ${status}`,
    `Diagnostic-Code: smtp; ${ascii(diagnostic)}`,
  ].join('\r\n')
}

/** A report (RFC 3464) to who wrote a message that a neighbor could not hand on, with the header of the message. */
export function returned(errand: Errand, fate: Failed, at: Date): Errand {
  const { host, sender, content } = errand
  const boundary = randomUUID()
  const headers = Buffer.from(content).subarray(0, readHeader(content).end).toString('latin1')
  const part = (type: string, body: string) => `--${boundary}\r\nContent-Type: ${type}\r\n\r\n${body}\r\n`
  const report = [
    `From: Mail Delivery System <MAILER-DAEMON@${host.name}>\r\n`,
    `To: <${ascii(sender)}>\r\n`,
    'Subject: Undelivered Mail Returned to Sender\r\n',
    `Date: ${mailDate(at)}\r\n`,
    `Message-ID: <${randomUUID()}@${host.name}>\r\n`,
    'Auto-Submitted: auto-replied\r\nMIME-Version: 1.0\r\n',
    `Content-Type: multipart/report; report-type=delivery-status;\r\n boundary="${boundary}"\r\n\r\n`,
    part('text/plain; charset=us-ascii', human(host.name, errand, fate)),
    part('message/delivery-status', machine(host.name, errand, fate)),
    part('text/rfc822-headers', headers),
    `--${boundary}--\r\n`,
  ].join('')
  return { host, sender: '', recipient: sender, content: Buffer.from(report, 'latin1') }
}
