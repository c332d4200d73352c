import { createHash, randomUUID } from 'node:crypto'
import { type AutoReply, autoReplyOf, type ComposedMail, takesAutomatic } from '@/lib/exchange'
import { composeMail } from '../mailbox/compose-mail'
import type { Queryable } from '../pool'
import { knownReportPolicy } from '../reports/known-report-policy'
import { submitNotice } from '../submit-notice'
import type { Transport } from '../worker'
import type { MailboxOutcome, OpenMailbox } from './mailbox-outcome'

/** Answers for owners who are away, once to each sender as long as the answer is the same. */
export async function sendAutoReplies(
  on: Queryable,
  transport: Transport,
  server: string,
  outcome: MailboxOutcome,
): Promise<void> {
  const { item, header, delivered } = outcome
  const { remoteDomains } = await knownReportPolicy(transport.site(), server)
  const domain = item.sender.slice(item.sender.lastIndexOf('@') + 1)
  const takesInternal = takesAutomatic(remoteDomains, domain, 'InternalOof')
  for (const { recipient, mailbox } of delivered) {
    const config = mailbox.row.autoReply
    const reply =
      config && autoReplyOf({ ...item, header, recipient, takesInternal }, config, transport.now())
    if (!config || !reply) continue
    const stamp = createHash('sha256').update(JSON.stringify(config)).digest('hex').slice(0, 16)
    const mark = { AutoReply: stamp }
    if (!(await wasAnswered(on, item.sender, mailbox, mark)))
      await answer(on, transport, server, { outcome, mailbox, reply, mark })
  }
}

async function wasAnswered(
  on: Queryable,
  sender: string,
  { row }: OpenMailbox,
  mark: Readonly<Record<string, string>>,
): Promise<boolean> {
  const { rowCount } = await on.query({
    name: 'auto-reply-sent',
    text: `
      select from "MessageTracking"
      where "recipientKeys" @> array[$1::text] and "source" = 'MAILBOXRULE'
        and "details" ->> 'relatedRecipient' = $2 and "details" -> 'customData' @> $3::jsonb limit 1`,
    values: [sender.toLowerCase(), row.address, JSON.stringify(mark)],
  })
  return rowCount !== 0
}

async function answer(
  on: Queryable,
  transport: Transport,
  server: string,
  asked: {
    readonly outcome: MailboxOutcome
    readonly mailbox: OpenMailbox
    readonly reply: AutoReply
    readonly mark: Readonly<Record<string, string>>
  },
): Promise<void> {
  const { item } = asked.outcome
  const { name, address } = asked.mailbox.row
  const { internal } = await knownReportPolicy(transport.site(), server)
  const content = await composeMail(replyTo(item, asked.reply.text), {
    from: { name, address },
    messageId: `<${randomUUID()}@${internal.fqdn}>`,
    date: transport.now(),
  })
  await submitNotice(on, transport, {
    ...{ server, to: item.sender, about: item.messageId },
    content: Buffer.concat([Buffer.from(automatic), content]),
    automatic: asked.reply.kind,
    event: { source: 'MAILBOXRULE', relatedRecipient: address, customData: asked.mark },
  })
}

/** RFC 3834 §3.1.7 and, for other Exchange servers, MS-OXCMAIL. */
const automatic = 'Auto-Submitted: auto-replied\r\nX-Auto-Response-Suppress: All\r\n'

function replyTo({ sender, subject, messageId }: MailboxOutcome['item'], text: string): ComposedMail {
  const isHtml = /^\s*<(!doctype|html|body|p|div)\b/i.test(text)
  return {
    to: [{ name: '', address: sender }],
    cc: [],
    bcc: [],
    subject: `Automatic reply: ${subject}`,
    text: isHtml
      ? text
          .replace(/<[^>]*>/g, ' ')
          .replace(/\s+/g, ' ')
          .trim()
      : text,
    ...(isHtml ? { html: text } : {}),
    attachments: [],
    inReplyTo: messageId,
    references: [messageId],
  }
}
