import {
  audienceOf,
  composeReport,
  copiedTo,
  type FailedRecipient,
  type MailOrigin,
  originInside,
  type Reporter,
  type ReportFacts,
  type ReportKind,
  replyText,
  type SubmittedMail,
  trackedEvent,
} from '@/lib/exchange'
import { batchedDirectory } from '../categorizer/batched-directory'
import type { Claimed } from '../claim'
import { preparationOf } from '../intake/preparation'
import { prepareMail } from '../intake/prepare-mail'
import { keepMail } from '../keep-mail'
import type { Queryable } from '../pool'
import { writeTracking } from '../tracking-rows'
import type { Transport } from '../worker'
import { knownReportPolicy } from './known-report-policy'
import { reportMail } from './report-mail'

export type { ReportKind } from '@/lib/exchange'

/** What of the transport a report needs: a command that removes a message has no more. */
export type Reporting = Pick<Transport, 'site' | 'now'>

export interface ReportAsked {
  readonly kind: ReportKind
  readonly item: Claimed
  /** For `delivered`, `relayed` and `expanded` the reply is what the next hop said. */
  readonly recipients: readonly FailedRecipient[]
}

/**
 * Tells the sender what became of recipients: composes a report and puts it into the submission queue, in the
 * transaction that is given. Nothing is sent to the null reverse-path, and to those who asked for nothing (RFC 3461).
 */
export async function sendReport(on: Queryable, transport: Reporting, asked: ReportAsked): Promise<void> {
  const { kind, item, recipients } = asked
  if (kind === 'failed' && item.sender === '') await endOfReport(on, transport, asked)
  const policy = await knownReportPolicy(transport.site(), item.server)
  const directory = batchedDirectory(on, transport.site())
  const audience = await audienceOf({ kind, sender: item.sender, recipients }, directory, policy)
  if (audience.size === 0) return
  const content = await contentOf(on, item.itemId)
  const reports = [...audience].map(async ([to, told]) => {
    const reporter = policy.isInternal(to) ? policy.internal : policy.external
    if (kind === 'delayed' && !reporter.tellsDelays) return []
    const mail = { ...item, content }
    const facts = { kind, mail, recipients: told, reporter, now: transport.now() }
    return reportTo([to, ...(kind === 'failed' ? await copiedTo(told, directory, policy) : [])], facts, item)
  })
  await keep(on, transport, (await Promise.all(reports)).flat())
}

/** A report, or another message without a return path, that reaches nobody goes no further (RFC 5321 §6.1). */
async function endOfReport(
  on: Queryable,
  transport: Reporting,
  { item, recipients }: ReportAsked,
): Promise<void> {
  const event = trackedEvent(
    { ...item, internalMessageId: item.itemId },
    {
      at: transport.now(),
      server: item.server,
      eventId: 'BADMAIL',
      source: 'DSN',
      recipients: recipients.map(({ recipient }) => recipient.address),
      recipientStatus: recipients.map(({ reply }) => replyText(reply)),
    },
  )
  await writeTracking(on, [event])
}

async function contentOf(on: Queryable, itemId: bigint): Promise<Buffer> {
  const { rows } = await on.query<{ content: Buffer }>({
    name: 'content-for-report',
    text: `select "content" from "MailItem" where "id" = $1`,
    values: [itemId],
  })
  return rows[0]?.content ?? Buffer.alloc(0)
}

async function reportTo(
  [to = '', ...copies]: readonly string[],
  facts: ReportFacts,
  item: Claimed,
): Promise<readonly SubmittedMail[]> {
  const { reporter, now, recipients, kind } = facts
  const report = composeReport(facts)
  const content = await reportMail(report, { to, fqdn: reporter.fqdn, now })
  const addresses = [...new Set([to, ...copies])]
  return [
    {
      server: item.server,
      sender: '',
      recipients: addresses.map((address) => ({ address, orcpt: null, notify: ['NEVER'], history: [] })),
      content,
      origin: {
        ...originOf(item, reporter, recipients),
        automatic: kind === 'failed' ? 'NDR' : 'DR',
        body: content.some((byte) => byte > 127) ? '8BITMIME' : '7BIT',
        smtputf8: report.utf8,
      },
    },
  ]
}

function originOf(item: Claimed, { fqdn }: Reporter, recipients: readonly FailedRecipient[]): MailOrigin {
  return {
    ...originInside,
    source: 'DSN',
    clientName: fqdn,
    authenticatedAs: item.server,
    about: item.messageId,
    status: recipients.map(({ reply }) => reply.status),
    bypassesLimits: true,
  }
}

async function keep(on: Queryable, transport: Reporting, mails: readonly SubmittedMail[]): Promise<void> {
  const now = transport.now()
  const prepared = await Promise.all(
    mails.map(async (mail) => prepareMail(mail, await preparationOf(transport.site(), mail.server), now)),
  )
  // A report has passed no server yet, so that none of them is refused as going in a circle.
  const kept = prepared.flatMap((one) => (one.ok ? [one.value] : []))
  if (kept.length > 0) await keepMail(on, kept)
}
