import { poisonHop, trackedEvent } from '@/lib/exchange'
import { type Claimed, finish } from './claim'
import { enqueue } from './enqueue'
import type { Queryable } from './pool'
import { queueOf } from './queue-of'
import { writeSiteEvent } from './site-events'
import { writeTracking } from './tracking-rows'
import type { Transport } from './worker'

/**
 * Takes a message that brings the transport down out of its queue and puts it into the poison queue of the server.
 * @param times how often that was, this time included
 */
export async function toPoison(
  on: Queryable,
  transport: Transport,
  server: string,
  item: Claimed,
  times: number,
): Promise<void> {
  const at = transport.now()
  await finish(on, transport.process, [item])
  const queueId = await queueOf(on, server, poisonHop, at)
  const { itemId, recipients, expiresAt } = item
  await enqueue(on, [{ itemId, queueId, recipients, enqueuedAt: at, expiresAt, delayNoticeAt: null }])
  await writeTracking(on, [
    trackedEvent(
      { ...item, internalMessageId: itemId },
      {
        at,
        server,
        eventId: 'POISONMESSAGE',
        source: 'POISONMESSAGE',
        // What makes a message poisonous may be in here.
        recipients: recipients.map(({ address }) => address).filter((one) => typeof one === 'string'),
      },
    ),
  ])
  await writeSiteEvent(on, {
    ...{
      at,
      server,
      source: 'MSExchangeTransport',
      category: 'PoisonMessage',
      eventId: 10001,
      level: 'Error',
    },
    message: `The transport failed on the message with the record ID ${itemId} and the Message-ID ${item.messageId}, for the ${times}. time. The message has been moved to the poison message queue. Get-Message -Queue ${server}\\Poison shows it; Resume-Message tries it again, Remove-Message deletes it.`,
  })
}
