import { type SmtpReply, trackedEvent } from '@/lib/exchange'
import { finish } from '../claim'
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
  if (connector.relayDsnRequired)
    for (const { item } of dropped) {
      const asked = item.recipients.filter(({ notify }) => notify?.includes('SUCCESS'))
      const recipients = asked.map((recipient) => ({ recipient, reply: relayed, remote: null }))
      if (asked.length > 0) await sendReport(on, transport, { kind: 'relayed', item, recipients })
    }
  await queueWorks(on, queue)
}
