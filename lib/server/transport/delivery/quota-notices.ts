import { randomUUID } from 'node:crypto'
import { type QuotaNotice, quotaNotice, systemMessage } from '@/lib/exchange'
import { composeMail } from '../mailbox/compose-mail'
import type { Queryable } from '../pool'
import { knownReportPolicy } from '../reports/known-report-policy'
import { submitNotice } from '../submit-notice'
import type { Transport } from '../worker'
import type { OpenMailbox } from './mailbox-outcome'

const dayMs = 86_400_000

/** Tells the owners of mailboxes that have become large, once a day each. */
export async function sendQuotaNotices(
  on: Queryable,
  transport: Transport,
  server: string,
  mailboxes: Iterable<OpenMailbox>,
): Promise<void> {
  const own = await ownTexts(transport)
  for (const mailbox of mailboxes) {
    const notice = mailbox.touched ? quotaNotice(mailbox.bytes, mailbox.quotas, own) : null
    if (notice && !(await wasTold(on, transport, mailbox))) await tell(on, transport, server, mailbox, notice)
  }
}

async function ownTexts(transport: Transport): Promise<ReadonlyMap<string, string>> {
  const texts = await transport.site().store.list(systemMessage)
  return new Map(
    texts.flatMap(({ properties: { quotaMessageType, text } }) =>
      quotaMessageType === null ? [] : [[quotaMessageType, text]],
    ),
  )
}

async function wasTold(on: Queryable, transport: Transport, { row }: OpenMailbox): Promise<boolean> {
  const { rowCount } = await on.query({
    name: 'quota-told',
    text: `
      select from "MessageTracking"
      where "recipientKeys" @> array[$1::text] and "at" > $2 and "senderKey" = ''
        and "details" -> 'customData' ? 'QuotaMessage' limit 1`,
    values: [row.address.toLowerCase(), new Date(transport.now().getTime() - dayMs)],
  })
  return rowCount !== 0
}

async function tell(
  on: Queryable,
  transport: Transport,
  server: string,
  { row }: OpenMailbox,
  { type, subject, text }: QuotaNotice,
): Promise<void> {
  const { internal } = await knownReportPolicy(transport.site(), server)
  const mail = {
    to: [{ name: row.name, address: row.address }],
    cc: [],
    bcc: [],
    subject,
    text,
    attachments: [],
  }
  const messageId = `<${randomUUID()}@${internal.fqdn}>`
  const content = await composeMail(mail, { from: internal.from, messageId, date: transport.now() })
  await submitNotice(on, transport, {
    ...{ server, to: row.address, about: null },
    content: Buffer.concat([Buffer.from('Auto-Submitted: auto-generated\r\nImportance: high\r\n'), content]),
    event: { source: 'STOREDRIVER', relatedRecipient: '', customData: { QuotaMessage: type } },
  })
}
