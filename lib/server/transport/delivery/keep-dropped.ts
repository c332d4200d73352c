import { type SmtpReply, trackedEvent } from '@/lib/exchange'
import { type Claimed, finish } from '../claim'
import type { Queryable } from '../pool'
import { queueWorks } from '../queues/queue-retry'
import { sendReport } from '../reports/send-report'
import { writeTracking } from '../tracking-rows'
import type { Transport } from '../worker'
import type { Dropped } from './drop-file'
import type { DueQueue } from './due-queues'

interface From {
  readonly queue: DueQueue
  readonly connector: { readonly name: string; readonly relayDsnRequired: boolean }
}

const relayed: SmtpReply = { code: 250, status: '2.0.0', text: 'NONSMTPGW; left in the Drop directory' }

/**
 * Keeps that messages lie in a Drop directory: they are out of their queue, and the tracking log says SEND. What has
 * become of them nobody knows any more (RFC 3461 §5.2.7): whoever asked is told `relayed` where the connector wants it.
 * @param on a transaction
 */
export async function keepDropped(
  on: Queryable,
  transport: Transport,
  { queue, connector }: From,
  dropped: readonly Dropped[],
): Promise<void> {
  if (dropped.length === 0) return
  const at = transport.now()
  await finish(
    on,
    transport.process,
    dropped.map(({ item }) => item),
  )
  await writeTracking(
    on,
    dropped.map(({ item, name }) =>
      trackedEvent(
        { ...item, internalMessageId: item.itemId },
        {
          ...{ at, server: queue.server, eventId: 'SEND', source: 'GATEWAY' },
          recipients: item.recipients.map(({ address }) => address),
          ...{ clientHostname: queue.server, connectorId: connector.name, sourceContext: `${name}.eml` },
        },
      ),
    ),
  )
  await queueWorks(on, queue)
  if (connector.relayDsnRequired) for (const { item } of dropped) await tellRelayed(on, transport, item)
}

/** The file lies there: a report that cannot be made does not bring its message back into the queue. */
async function tellRelayed(on: Queryable, transport: Transport, item: Claimed): Promise<void> {
  const asked = item.recipients.filter(({ notify }) => notify?.includes('SUCCESS'))
  if (asked.length === 0) return
  const recipients = asked.map((recipient) => ({ recipient, reply: relayed, remote: null }))
  await on.query('savepoint relayed')
  try {
    await sendReport(on, transport, { kind: 'relayed', item, recipients })
    await on.query('release savepoint relayed')
  } catch (thrown) {
    await on.query('rollback to savepoint relayed')
    transport.log(`foreign delivery: no relayed report of message ${item.messageId}: ${String(thrown)}`)
  }
}
