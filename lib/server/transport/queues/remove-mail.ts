import { replyText, type SmtpReply, trackedEvent } from '@/lib/exchange'
import type { Claimed } from '../claim'
import type { Queryable } from '../pool'
import { type Reporting, sendReport } from '../reports/send-report'
import { writeTracking } from '../tracking-rows'

/** What a sender reads of a message that an administrator removed with a report. */
export const removedByAdministrator: SmtpReply = {
  code: 550,
  status: '4.3.2',
  text: 'QUEUE.Admin; message deleted by administrative action',
}

export type Removed = Claimed & { readonly queueServer: string; readonly kind: string }

/**
 * Takes messages out of their queues for good, in the transaction that is given.
 * @param keys those that no transport process has in hand
 */
export async function removeMail(
  on: Queryable,
  reporting: Reporting,
  keys: readonly string[],
  withNdr: boolean,
): Promise<void> {
  const { rows } = await on.query<Removed>({ text: remove, values: [keys] })
  // A shadow message is a copy: its original goes its own way.
  const originals = rows.filter(({ kind }) => kind !== 'Shadow')
  await writeTracking(
    on,
    originals.map((row) => failed(row, reporting.now())),
  )
  for (const item of withNdr ? originals : [])
    await sendReport(on, reporting, {
      kind: 'failed',
      item,
      recipients: item.recipients.map((recipient) => ({
        recipient,
        reply: removedByAdministrator,
        remote: null,
      })),
    })
}

function failed(row: Removed, at: Date) {
  return trackedEvent(
    { ...row, internalMessageId: row.itemId },
    {
      at,
      server: row.queueServer,
      eventId: 'FAIL',
      source: 'ADMIN',
      recipients: row.recipients.map(({ address }) => address),
      recipientStatus: row.recipients.map(() => replyText(removedByAdministrator)),
    },
  )
}

const remove = `
  delete from "MailDelivery" as delivery using "MailItem" as item, "MailQueue" as queue
  where delivery."id" = any($1::bigint[]) and item."id" = delivery."itemId" and queue."id" = delivery."queueId"
  returning delivery."id", delivery."queueId", delivery."itemId", delivery."recipients", delivery."attempts",
    delivery."crashes", delivery."enqueuedAt", delivery."expiresAt", delivery."delayNoticeAt",
    item."networkMessageId", item."messageId", item."server", item."sender", item."subject", item."size",
    item."origin", item."receivedAt", queue."server" as "queueServer", queue."kind"`
