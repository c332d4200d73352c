import { directoryAway, resolverRetryMs, trackedEvent } from '@/lib/exchange'
import { type Claimed, claimValues, stillHeld, theseClaims } from '../claim'
import { putOffUntil } from '../give-back'
import { transact } from '../pool'
import { writeTracking } from '../tracking-rows'
import type { Transport } from '../worker'

/** The directory does not answer: messages stay in the Submission queue, and are tried again later. */
export async function deferAll(
  transport: Transport,
  server: string,
  items: readonly Claimed[],
): Promise<void> {
  const at = transport.now()
  await transact(transport.pool, async (on) => {
    const until = new Date(at.getTime() + resolverRetryMs)
    await on.query(defer, [...claimValues(transport.process, items), until, directoryAway])
    await writeTracking(
      on,
      items.map((item) => {
        const recipients = item.recipients.map(({ address }) => address)
        const recipientStatus = recipients.map(() => directoryAway)
        const mail = { ...item, internalMessageId: item.itemId }
        return trackedEvent(mail, {
          at,
          server,
          eventId: 'DEFER',
          source: 'ROUTING',
          recipients,
          recipientStatus,
        })
      }),
    )
  })
}

const defer = `
  update "MailDelivery" as delivery
  set ${putOffUntil('$5::timestamptz')},
    "claimedBy" = null, "lastError" = $6, "attempts" = "attempts" + 1
  from ${theseClaims} where ${stillHeld}`

/** What has waited long enough is ready again. */
export async function readyAgain({ pool, now }: Transport, queueId: bigint): Promise<void> {
  await pool.query({ name: 'submission-ready-again', text: again, values: [queueId, now()] })
}

const again = `
  update "MailDelivery" set "state" = 'Ready', "nextAttemptAt" = null
  where "queueId" = $1 and "state" = 'Retry' and "nextAttemptAt" <= $2`
