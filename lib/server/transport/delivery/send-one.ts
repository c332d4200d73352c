import { forOutside, markedForRelay, readReply } from '@/lib/exchange'
import type { Claimed } from '../claim'
import type { Transport } from '../worker'
import { ByteBudget } from './byte-budget'
import { whoMayNotLeave } from './leaving'
import { sendMessage } from './send-message'
import type { SendPlan } from './send-plan'
import type { Lane } from './smtp-lane'
import { sortReplies } from './smtp-outcome'
import type { SmtpSession } from './smtp-session'

/** Of the messages that are being sent. */
const inMemory = new ByteBudget(256 * 1024 ** 2)

/** As often a message is in memory: twice, and where it has to be encoded its parts, their text and the lines of that, too. */
const timesInMemory = (session: SmtpSession) => (session.offers('8BITMIME') ? 2 : 6)

/** @returns null, or what was said when the connection ended before it was known what became of the message */
export async function sendOne(
  lane: Lane,
  plan: SendPlan,
  session: SmtpSession,
  item: Claimed,
): Promise<string | null> {
  const { transport, queue } = lane
  const refused = await whoMayNotLeave(lane, session.endpoint, item.recipients)
  const mail = { ...item, recipients: item.recipients.filter((one) => !refused.has(one)) }
  const { replies, lost } = await inMemory.holding(timesInMemory(session) * item.size, async () => {
    const content = await contentOf(transport, item.itemId)
    return plan.isInside
      ? // Another server of ours takes it whatever its size: that was looked at when it came.
        sendMessage(session, { ...mail, size: 0 }, markedForRelay(content, queue.server))
      : sendMessage(session, mail, forOutside(content))
  })
  // A message that ends each connection must not keep those behind it waiting for ever.
  const toOthers = lost !== null && replies.size === 0 && queue.failures < plan.timers.glitchCount
  if (toOthers) return lost
  const unknown = readReply(lost ?? '451 4.5.0 The server did not answer for this recipient')
  const { host, address } = session.endpoint
  await lane.write({
    ...{ queue, item, reportsItself: session.offers('DSN') },
    by: { host, address, from: plan.from, connector: plan.connector, sessionId: session.id },
    nextAttemptAt: new Date(transport.now().getTime() + plan.timers.messageInterval),
    ...both(
      sortReplies(mail.recipients, (recipient) => replies.get(recipient) ?? unknown, host),
      // Nobody but we said this.
      sortReplies([...refused.keys()], (recipient) => refused.get(recipient) ?? unknown, null),
    ),
  })
  lane.log.sent(session, item)
  return lost
}

type Sorted = ReturnType<typeof sortReplies>

function both(one: Sorted, other: Sorted): Sorted {
  return {
    sent: [...one.sent, ...other.sent],
    failed: [...one.failed, ...other.failed],
    deferred: [...one.deferred, ...other.deferred],
  }
}

async function contentOf({ pool }: Transport, itemId: bigint): Promise<Buffer> {
  const { rows } = await pool.query<{ content: Buffer }>({
    name: 'content-to-send',
    text: `select "content" from "MailItem" where "id" = $1`,
    values: [itemId],
  })
  const content = rows[0]?.content
  if (!content) throw new Error(`message ${itemId} has no content`)
  return content
}
