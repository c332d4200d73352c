import { randomUUID } from 'node:crypto'
import MimeNode from 'nodemailer/lib/mime-node'
import { type Categorized, journalText, mailDate, type SubmittedMail } from '@/lib/exchange'
import type { Claimed } from '../claim'
import { preparationOf } from '../intake/preparation'
import { prepareMail } from '../intake/prepare-mail'
import { keepMail } from '../keep-mail'
import type { Queryable } from '../pool'
import { knownReportPolicy } from '../reports/known-report-policy'
import type { Transport } from '../worker'

/** Puts a journal report for each journal mailbox of a message into the Submission queue. */
export async function keepJournalReports(
  on: Queryable,
  transport: Transport,
  item: Claimed,
  { journal, resolved }: Pick<Categorized, 'journal' | 'resolved'>,
): Promise<void> {
  if (journal.length === 0) return
  const { rows } = await on.query<{ content: Buffer }>('select "content" from "MailItem" where "id" = $1', [
    item.itemId,
  ])
  const { internal } = await knownReportPolicy(transport.site(), item.server)
  const now = transport.now()
  const text = journalText(item, resolved)
  const original = rows[0]?.content ?? Buffer.alloc(0)
  const preparation = await preparationOf(transport.site(), item.server)
  for (const to of journal) {
    const from = `"${internal.from.name}" <${internal.from.address}>`
    const content = await journalReport({
      from,
      to,
      subject: item.subject,
      text,
      original,
      fqdn: internal.fqdn,
      now,
    })
    const prepared = prepareMail(submitted(item, to, content), preparation, now)
    if (prepared.ok) await keepMail(on, [prepared.value])
  }
}

interface Parts {
  readonly from: string
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly original: Buffer
  readonly fqdn: string
  readonly now: Date
}

/** The envelope as text, and the message as it came. */
function journalReport({ from, to, subject, text, original, fqdn, now }: Parts): Promise<Buffer> {
  const root = new MimeNode('multipart/mixed', {
    baseBoundary: randomUUID(),
    newline: '\r\n',
    normalizeHeaderKey: (key) => key.replace(/^X-Ms-/, 'X-MS-'),
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  root.setHeader([
    { key: 'From', value: from },
    { key: 'To', value: `<${to}>` },
    { key: 'Date', value: mailDate(now) },
    { key: 'Message-ID', value: `<${randomUUID()}@${fqdn}>` },
    { key: 'Subject', value: subject },
    { key: 'X-MS-Journal-Report', value: 'true' },
  ])
  root.createChild('text/plain; charset=utf-8').setContent(text)
  const part = root.createChild('message/rfc822').setContent(original)
  // Message parts are never encoded again (RFC 2046 §5.2.1).
  if (original.some((byte) => byte > 127)) part.setHeader('Content-Transfer-Encoding', '8bit')
  return root.build()
}

/** Nobody is told when it does not arrive, and no report on it is journaled again. */
function submitted(item: Claimed, to: string, content: Buffer): SubmittedMail {
  return {
    server: item.server,
    sender: '',
    recipients: [{ address: to, orcpt: null, notify: ['NEVER'], history: [] }],
    content,
    origin: {
      ...item.origin,
      source: 'AGENT',
      directionality: 'Originating',
      connector: '',
      authenticatedAs: item.server,
      ret: null,
      envid: null,
      body: content.some((byte) => byte > 127) ? '8BITMIME' : '7BIT',
      about: item.messageId,
      status: [],
      bypassesLimits: true,
    },
  }
}
