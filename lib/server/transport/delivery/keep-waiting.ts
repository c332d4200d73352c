import type { MailRecipient } from '@/lib/exchange'
import { type Claim, ClaimLost } from '../claim'
import { putOffUntil } from '../give-back'
import type { Queryable } from '../pool'
import { jsonText } from '../tracking-rows'

/** A message of which some recipients stay in the queue until a later time. */
export interface Waiting {
  readonly claim: Claim
  readonly recipients: readonly MailRecipient[]
  readonly nextAttemptAt: Date
  readonly lastError: string
}

/**
 * Leaves messages in their queue, in Retry. Run in the transaction that keeps what became of the others.
 * @throws ClaimLost when one of them is not this process's any more
 */
export async function keepWaiting(
  on: Queryable,
  process: string,
  messages: readonly Waiting[],
): Promise<void> {
  if (messages.length === 0) return
  const rows = messages.map(({ claim: { id, itemId, crashes }, ...one }) => ({
    ...{ ...one, id: String(id), itemId: String(itemId), crashes },
    count: one.recipients.length,
  }))
  const { rowCount } = await on.query({
    name: 'keep-waiting',
    text: update,
    values: [jsonText(rows), process],
  })
  if (rowCount !== messages.length) throw new ClaimLost()
}

const update = `
  update "MailDelivery" as delivery
  set "recipients" = given."recipients", "recipientCount" = given."count", "attempts" = delivery."attempts" + 1,
    "lastError" = given."lastError", "claimedBy" = null,
    ${putOffUntil('given."nextAttemptAt"')}
  from jsonb_to_recordset($1::jsonb) as given("id" bigint, "itemId" bigint, "crashes" integer, "recipients" jsonb, "count" integer, "lastError" text,
    "nextAttemptAt" timestamptz)
  where delivery."id" = given."id" and delivery."itemId" = given."itemId"
    and delivery."crashes" = given."crashes" and delivery."claimedBy" = $2`
