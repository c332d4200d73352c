import { type Claim, claimValues, stillHeld, theseClaims } from './claim'
import { inHandOf, type Unsure } from './in-hand'
import { transact } from './pool'
import type { Transport } from './worker'

/** What becomes of a message's state when it leaves somebody's hands: what was wanted meanwhile comes true. */
export const putBackState = `case "state" when 'Active' then 'Ready' when 'PendingSuspend' then 'Suspended' else "state" end`

/** The same for a message that is to wait: assignments of its state, and of when it is due by an SQL expression. */
export const putOffUntil = (due: string) => `
    "state" = case "state" when 'Active' then 'Retry' when 'PendingSuspend' then 'Suspended' else "state" end,
    "nextAttemptAt" = case "state" when 'Active' then ${due} end`

export type Holder = Pick<Transport, 'pool' | 'process'>

/** Gives back messages that this process has in hand and does nothing with: now, or as soon as PostgreSQL is back. */
export async function giveBackThese(holder: Holder, claims: readonly Claim[]): Promise<void> {
  if (claims.length === 0) return
  inHandOf(holder.process).owe(claims)
  await giveBackOwed(holder)
}

/** Gives back what is still owed, and waits for whoever is at it. */
export function giveBackOwed(holder: Holder): Promise<void> {
  return inHandOf(holder.process).giveBack((claims) => putBack(holder, claims))
}

/** After PostgreSQL was away: gives back what is in this process's name although nobody here works on it. */
export async function giveBackForgotten(holder: Holder): Promise<void> {
  await inHandOf(holder.process).oweForgotten(async () => {
    const { rows } = await holder.pool.query<Claim>(
      'select "id", "itemId", "crashes" from "MailDelivery" where "claimedBy" = $1',
      [holder.process],
    )
    return rows
  })
  await giveBackOwed(holder)
}

/**
 * Claims messages once nothing is owed any more.
 * @param claim tells what it takes before its commit, and resolves when that has been answered for
 */
export function claimInto<T extends Claim>(
  holder: Holder,
  claim: (unsure: Unsure) => Promise<readonly T[]>,
): Promise<readonly T[]> {
  return inHandOf(holder.process).claim(claim, (claims) => putBack(holder, claims))
}

/**
 * A commit that nobody answered for may still be under way in PostgreSQL: what it holds is waited for, and looked at by
 * a statement that begins afterwards and so sees what it became.
 */
async function putBack({ pool, process }: Holder, claims: readonly Claim[]): Promise<void> {
  const values = claimValues(process, claims)
  await transact(pool, async (on) => {
    await on.query(
      'select from "MailDelivery" where "id" = any($1::bigint[]) order by "id" for update',
      values.slice(0, 1),
    )
    await on.query(
      `update "MailDelivery" as delivery set "claimedBy" = null, "state" = ${putBackState}
       from ${theseClaims} where ${stillHeld}`,
      [...values],
    )
  })
}

/** Gives back all that this process has in hand, when it stops: nobody has to find out that it is gone. */
export async function giveBackAll({ pool, process }: Holder): Promise<void> {
  await pool.query(
    `update "MailDelivery" set "claimedBy" = null, "state" = ${putBackState} where "claimedBy" = $1`,
    [process],
  )
  await pool.query('update "MailQueue" set "connectingBy" = null where "connectingBy" = $1', [process])
}
