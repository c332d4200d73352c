import type { MailOrigin, MailRecipient } from '@/lib/exchange'
import type { Queryable } from './pool'

/** A message in a queue, in the hands of one transport process. */
export interface Claimed {
  readonly id: bigint
  readonly queueId: bigint
  readonly itemId: bigint
  readonly recipients: readonly MailRecipient[]
  readonly attempts: number
  readonly crashes: number
  readonly enqueuedAt: Date
  readonly expiresAt: Date
  readonly delayNoticeAt: Date | null
  readonly networkMessageId: string
  readonly messageId: string
  readonly server: string
  readonly sender: string
  readonly subject: string
  readonly size: number
  readonly origin: MailOrigin
  readonly receivedAt: Date
}

/**
 * Takes up to `most` messages that are ready, the oldest first; what another process has in hand is passed over.
 * A message that a process died with goes alone: if it is the one that kills, it takes no others with it.
 */
export async function claim(
  on: Queryable,
  queueId: bigint,
  process: string,
  most: number,
): Promise<readonly Claimed[]> {
  const { rows } = await on.query<Claimed>({ name: 'claim', text: take, values: [queueId, process, most] })
  return rows.toSorted((one, other) => (one.id < other.id ? -1 : 1))
}

const take = `
  with ready as (
    select "id", "crashes", row_number() over (order by "id") as "place"
    from (
      select "id", "crashes" from "MailDelivery"
      where "queueId" = $1 and "state" = 'Ready'
      order by "id" limit $3
      for update skip locked
    ) as oldest
  ), chosen as (
    select "id" from ready
    where "place" = 1 or ("crashes" = 0 and not exists (select from ready where "place" = 1 and "crashes" > 0))
  )
  update "MailDelivery" as delivery
  set "state" = 'Active', "claimedBy" = $2
  from chosen, "MailItem" as item
  where delivery."id" = chosen."id" and item."id" = delivery."itemId"
  returning delivery."id", delivery."queueId", delivery."itemId", delivery."recipients", delivery."attempts",
    delivery."crashes", delivery."enqueuedAt", delivery."expiresAt", delivery."delayNoticeAt",
    item."networkMessageId", item."messageId", item."server", item."sender", item."subject", item."size",
    item."origin", item."receivedAt"`

/** Somebody else has taken over what this process had claimed: its own work on it must not count. */
export class ClaimLost extends Error {}

/**
 * Removes messages from their queue, done with. Run in the transaction that keeps what became of them.
 * @throws ClaimLost when one of them is not this process's any more: the transaction has to be rolled back
 */
export async function finish(on: Queryable, process: string, ids: readonly bigint[]): Promise<void> {
  if (ids.length === 0) return
  const { rowCount } = await on.query({
    name: 'finish',
    text: `delete from "MailDelivery" where "id" = any($1::bigint[]) and "claimedBy" = $2`,
    values: [ids, process],
  })
  if (rowCount !== ids.length) throw new ClaimLost()
}
