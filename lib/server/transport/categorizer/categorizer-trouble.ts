import { readTransportSettings } from '@/lib/exchange'
import { type Claimed, ClaimLost } from '../claim'
import { putBackState, putOffUntil } from '../give-back'
import { toPoison } from '../poison'
import { transact } from '../pool'
import type { Transport } from '../worker'

/**
 * Whether it is the message that cannot be worked on: our own code threw, or PostgreSQL refused its data (classes 22
 * and 23 of SQLSTATE). All else, such as a lost connection, has nothing to do with it.
 */
function isItsFault(thrown: unknown): boolean {
  const { code, severity, syscall } = Object(thrown) as Record<'code' | 'severity' | 'syscall', unknown>
  if (severity !== undefined) return typeof code === 'string' && /^2[23]/.test(code)
  return syscall === undefined && code === undefined && !/connection|timeout/i.test(String(thrown))
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
  const enough = item.crashes + 1 >= Number(service.PoisonThreshold ?? 2)
  if (enough && service.PoisonMessageDetectionEnabled !== false)
    return transact(transport.pool, (on) =>
      toPoison(on, transport, server, { ...item, crashes: item.crashes + 1 }),
    )
  const later = new Date(transport.now().getTime() + againMs)
  await (enough
    ? transport.pool.query(wait, [item.id, transport.process, later])
    : transport.pool.query(again, [item.id, transport.process]))
}

const again = `
  update "MailDelivery" set "claimedBy" = null, "crashes" = "crashes" + 1, "state" = ${putBackState}
  where "id" = $1 and "claimedBy" = $2`

/** Where poison messages are not detected: it waits by itself, and those behind it go on. */
const againMs = 60_000

const wait = `
  update "MailDelivery" set "claimedBy" = null, "crashes" = "crashes" + 1, ${putOffUntil('$3::timestamptz')}
  where "id" = $1 and "claimedBy" = $2`
