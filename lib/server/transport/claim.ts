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

/**
 * What names a claim. A number alone does not: after a crash of PostgreSQL another message may get it. Nor does the name
 * of the process: it may have claimed anew what others had taken over from it, and given back with one crash more.
 */
export type Claim = Pick<Claimed, 'id' | 'itemId' | 'crashes'>

/** The values of `stillHeld`: $1 to $4. */
export function claimValues(process: string, claims: readonly Claim[]): readonly unknown[] {
  return [
    claims.map(({ id }) => id),
    claims.map(({ itemId }) => itemId),
    claims.map(({ crashes }) => crashes),
    process,
  ]
}

/** In SQL: the claims, beside "MailDelivery" as `delivery`; and that the process holds them still. */
export const theseClaims = `unnest($1::bigint[], $2::bigint[], $3::integer[]) as held("id", "itemId", "crashes")`
export const stillHeld = `delivery."id" = held."id" and delivery."itemId" = held."itemId"
  and delivery."crashes" = held."crashes" and delivery."claimedBy" = $4`

/** Somebody else has taken over what this process had claimed: its own work on it must not count. */
export class ClaimLost extends Error {}

/**
 * Removes messages from their queue, done with. Run in the transaction that keeps what became of them.
 * @throws ClaimLost when one of them is not this process's any more: the transaction has to be rolled back
 */
export async function finish(on: Queryable, process: string, claims: readonly Claim[]): Promise<void> {
  if (claims.length === 0) return
  const { rowCount } = await on.query({
    name: 'finish',
    text: `delete from "MailDelivery" as delivery using ${theseClaims} where ${stillHeld}`,
    values: [...claimValues(process, claims)],
  })
  if (rowCount !== claims.length) throw new ClaimLost()
}
