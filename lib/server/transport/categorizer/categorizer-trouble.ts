import { readTransportSettings } from '@/lib/exchange'
import { type Claimed, ClaimLost, claimValues, stillHeld, theseClaims } from '../claim'
import { putBackState, putOffUntil } from '../give-back'
import { toPoison } from '../poison'
import { transact } from '../pool'
import type { Transport } from '../worker'

/**
 * Whether it is the message that cannot be worked on: our own code threw, or PostgreSQL refused its data (classes 22
 * and 23 of SQLSTATE) or found it beyond its limits (54). All else, such as a lost connection, has nothing to do with it.
 */
export function isItsFault(thrown: unknown): boolean {
  const { code, severity, syscall } = Object(thrown) as Record<'code' | 'severity' | 'syscall', unknown>
  if (severity !== undefined) return typeof code === 'string' && /^(?:2[23]|54)/.test(code)
  const isOurs = code === undefined || /^ERR_(?:INVALID_ARG|OUT_OF_RANGE)/.test(String(code))
  return syscall === undefined && isOurs && !/connection|timeout/i.test(String(thrown))
}

/**
 * What becomes of a message that cannot be categorized: back into its queue, or, when that was tried as often as
 * PoisonThreshold says, into the poison queue.
 */
export async function setAside(
  transport: Transport,
  server: string,
  item: Claimed,
  thrown: unknown,
): Promise<void> {
  if (thrown instanceof ClaimLost) return
  if (!isItsFault(thrown)) throw thrown
  transport.log(`categorizer: message ${item.messageId}: ${String(thrown)}`)
  const { service } = await readTransportSettings(transport.site(), server)
  const times = item.crashes + 1
  const enough = times >= Number(service.PoisonThreshold ?? 2)
  if (enough && service.PoisonMessageDetectionEnabled !== false)
    return transact(transport.pool, (on) => toPoison(on, transport, server, item, times))
  const later = new Date(transport.now().getTime() + againMs)
  const claim = claimValues(transport.process, [item])
  await (enough ? transport.pool.query(wait, [...claim, later]) : transport.pool.query(again, [...claim]))
}

const oneMore = (state: string) => `
  update "MailDelivery" as delivery set "claimedBy" = null, "crashes" = delivery."crashes" + 1, ${state}
  from ${theseClaims} where ${stillHeld}`

const again = oneMore(`"state" = ${putBackState}`)

/** Where poison messages are not detected: it waits by itself, and those behind it go on. */
const againMs = 60_000

const wait = oneMore(putOffUntil('$5::timestamptz'))
