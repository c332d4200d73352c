import { readTransportSettings } from '@/lib/exchange'
import { lifeLock } from './alive'
import type { Claimed } from './claim'
import { giveBackForgotten, putBackState } from './give-back'
import { toPoison } from './poison'
import { type Queryable, transact } from './pool'
import type { Transport, Worker } from './worker'

/**
 * When PostgreSQL starts again, all locks are free until each process has its own again: only who is still without
 * one after this time is dead.
 */
const graceMs = 3000

/** Gives back what processes had in hand that have died. @param grace milliseconds of our own time */
export function reaperAfter(grace: number): Worker {
  const missing = new Map<string, number>()
  /** While PostgreSQL is away nobody can have a lock: that time does not count. */
  const look = async (transport: Transport) => {
    try {
      await giveBackForgotten(transport)
      return await otherHolders(transport)
    } catch (thrown) {
      missing.clear()
      throw thrown
    }
  }
  return {
    name: 'reaper',
    unhurried: true,
    async work(transport) {
      const holders = await look(transport)
      for (const known of missing.keys()) if (!holders.includes(known)) missing.delete(known)
      for (const holder of holders) {
        const since = missing.get(holder) ?? performance.now()
        missing.set(holder, since)
        const alive = !(await reap(transport, holder, performance.now() - since >= grace))
        if (alive) missing.delete(holder)
      }
      return null
    },
  }
}

export const reaper = reaperAfter(graceMs)

async function otherHolders({ pool, process }: Transport): Promise<readonly string[]> {
  const { rows } = await pool.query<{ holder: string }>(
    `select "claimedBy" as "holder" from "MailDelivery" where "claimedBy" is not null and "claimedBy" <> $1
     union select "connectingBy" from "MailQueue" where "connectingBy" is not null and "connectingBy" <> $1`,
    [process],
  )
  return rows.map(({ holder }) => holder)
}

/** @returns whether the process is without a sign of life */
async function reap(transport: Transport, holder: string, forGood: boolean): Promise<boolean> {
  const dead = await transact(transport.pool, async (on) => {
    const { rows } = await on.query<{ free: boolean }>(
      `select pg_try_advisory_xact_lock(${lifeLock('$1')}) as "free"`,
      [holder],
    )
    if (!rows[0]?.free) return false
    if (forGood) await takeOver(on, transport, holder)
    return true
  })
  if (dead && forGood) transport.wake()
  return dead
}

async function takeOver(on: Queryable, transport: Transport, holder: string): Promise<void> {
  await on.query('update "MailQueue" set "connectingBy" = null where "connectingBy" = $1', [holder])
  const { rows } = await on.query<Claimed & { readonly at: string }>(taken, [holder, transport.process])
  for (const item of rows) {
    const { service } = await readTransportSettings(transport.site(), item.at)
    const enough = item.crashes >= Number(service.PoisonThreshold ?? 2)
    if (enough && service.PoisonMessageDetectionEnabled !== false)
      await toPoison(on, transport, item.at, item, item.crashes)
  }
  await on.query(
    `update "MailDelivery" set "claimedBy" = null, "state" = ${putBackState} where "id" = any($1::bigint[])`,
    [rows.map(({ id }) => id)],
  )
}

/** What the process had, in this one's hands for the length of the transaction. `at`: the server of the queue. */
const taken = `
  update "MailDelivery" as delivery
  set "claimedBy" = $2, "crashes" = delivery."crashes" + 1
  from "MailItem" as item, "MailQueue" as queue
  where delivery."claimedBy" = $1 and item."id" = delivery."itemId" and queue."id" = delivery."queueId"
  returning delivery."id", delivery."queueId", delivery."itemId", delivery."recipients", delivery."attempts",
    delivery."crashes", delivery."enqueuedAt", delivery."expiresAt", delivery."delayNoticeAt",
    item."networkMessageId", item."messageId", item."server", item."sender", item."subject", item."size",
    item."origin", item."receivedAt", queue."server" as "at"`
