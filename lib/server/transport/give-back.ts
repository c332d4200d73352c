import type { Transport } from './worker'

/** What becomes of a message's state when it leaves somebody's hands: what was wanted meanwhile comes true. */
export const putBackState = `case "state" when 'Active' then 'Ready' when 'PendingSuspend' then 'Suspended' else "state" end`

/** The same for a message that is to wait: assignments of its state, and of when it is due by an SQL expression. */
export const putOffUntil = (due: string) => `
    "state" = case "state" when 'Active' then 'Retry' when 'PendingSuspend' then 'Suspended' else "state" end,
    "nextAttemptAt" = case "state" when 'Active' then ${due} end`

type Holder = Pick<Transport, 'pool' | 'process'>

/** What could not be given back because PostgreSQL was away, by process. */
const owed = new Map<string, bigint[]>()

/** Gives back messages that this process has in hand and does nothing with: now, or as soon as PostgreSQL is back. */
export async function giveBackThese({ pool, process }: Holder, ids: readonly bigint[]): Promise<void> {
  if (ids.length === 0) return
  try {
    await pool.query(
      `update "MailDelivery" set "claimedBy" = null, "state" = ${putBackState}
       where "id" = any($1::bigint[]) and "claimedBy" = $2`,
      [ids, process],
    )
  } catch (thrown) {
    owe(process, ids)
    throw thrown
  }
}

/** Notes messages that may be in this process's hands without its knowing: they are given back when PostgreSQL answers. */
export function owe(process: string, ids: readonly bigint[]): void {
  if (ids.length > 0) owed.set(process, [...(owed.get(process) ?? []), ...ids])
}

/** Gives back what is still owed. */
export async function giveBackOwed(holder: Holder): Promise<void> {
  const ids = owed.get(holder.process) ?? []
  owed.delete(holder.process)
  await giveBackThese(holder, ids)
}

/** Gives back all that this process has in hand, when it stops: nobody has to find out that it is gone. */
export async function giveBackAll({ pool, process }: Holder): Promise<void> {
  await pool.query(
    `update "MailDelivery" set "claimedBy" = null, "state" = ${putBackState} where "claimedBy" = $1`,
    [process],
  )
  await pool.query('update "MailQueue" set "connectingBy" = null where "connectingBy" = $1', [process])
}
