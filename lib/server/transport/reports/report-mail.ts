import { randomUUID } from 'node:crypto'
import MimeNode from 'nodemailer/lib/mime-node'
import { isAscii, mailDate, type Report } from '@/lib/exchange'

/** A report as a message: bytes with CRLF, multipart/report (RFC 6522). */
export async function reportMail(
  report: Report,
  { to, fqdn, now }: { readonly to: string; readonly fqdn: string; readonly now: Date },
): Promise<Buffer> {
  const root = new MimeNode('multipart/report; report-type=delivery-status', {
    baseBoundary: boundaryFor(report),
    newline: '\r\n',
    normalizeHeaderKey: (key) => key.replace(/^X-Ms-/, 'X-MS-'),
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  root.setHeader([
    { key: 'From', value: addressField(report.from) },
    { key: 'To', value: `<${to}>` },
    { key: 'Date', value: mailDate(now) },
    { key: 'Message-ID', value: `<${randomUUID()}@${fqdn}>` },
    { key: 'Subject', value: report.subject },
    { key: 'In-Reply-To', value: report.inReplyTo },
    { key: 'References', value: report.references.join(' ') },
    { key: 'Content-Language', value: 'en-US' },
    { key: 'Auto-Submitted', value: 'auto-replied' },
    { key: 'X-MS-Exchange-Message-Is-Ndr', value: 'true' },
  ])
  addUserSection(root, report)
  addPart(root, report.status.type, Buffer.from(report.status.content))
  addPart(root, report.returned.type, Buffer.from(report.returned.content))
  return root.build()
}

/** RFC 2046 §5.1.1: it must not occur in what comes back, whatever somebody wrote there. */
function boundaryFor(report: Report): string {
  const boundary = randomUUID()
  return Buffer.from(report.returned.content).includes(boundary) ? boundaryFor(report) : boundary
}

function addressField({ name, address }: Report['from']): string {
  return name === '' ? `<${address}>` : `"${name}" <${address}>`
}

function addUserSection(root: MimeNode, { text, html }: Report): void {
  const plain = 'text/plain; charset=utf-8'
  if (html === null) {
    root.createChild(plain).setContent(text)
    return
  }
  const both = root.createChild('multipart/alternative')
  both.createChild(plain).setContent(text)
  both.createChild('text/html; charset=utf-8').setContent(html)
}

/** Message parts are never encoded again (RFC 2046 §5.2.1). */
function addPart(root: MimeNode, type: string, content: Buffer): void {
  const part = root.createChild(type).setContent(content)
  if (type.startsWith('message/') && !isAscii(content.toString('latin1')))
    part.setHeader('Content-Transfer-Encoding', '8bit')
}
