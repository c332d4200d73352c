import {
  type Clock,
  exportedMessage,
  type MailOrigin,
  type MailRecipient,
  type Queues,
  type Site,
} from '@/lib/exchange'
import type { Db } from '../../db'
import { resumeMessages, suspendMessages } from '../categorizer/message-changes'
import { resubmitQueue, retryNow, setSuspended } from './queue-changes'
import { listPlaces, listQueues } from './queue-list'
import { queuedMessages } from './queue-messages'
import { removeMessages } from './remove-messages'

/** The queues of the site's transport servers, as commands and pages ask for them. */
export function queueStore(db: Db, clock: Clock, site: () => Site): Queues {
  const reporting = { site, now: () => clock.now() }
  return {
    list: ({ name }) => listQueues(db, name, clock.now()),
    places: ({ name }) => listPlaces(db, name),
    messages: (queues, wanted) => queuedMessages(db, queues, wanted),
    export: ({ key }) => exported(db, BigInt(key)),
    suspend: (queue) => setSuspended(db, queue, true, clock),
    resume: (queue) => setSuspended(db, queue, false, clock),
    retry: (queue) => retryNow(db, queue, clock),
    resubmit: (queue, server) => resubmitQueue(db, queue, server, clock),
    suspendMessages: (messages) => suspendMessages(db, messages),
    resumeMessages: (messages) => resumeMessages(db, messages, clock),
    removeMessages: (messages, withNdr) => removeMessages(db, reporting, messages, withNdr),
  }
}

async function exported(db: Db, id: bigint): Promise<Uint8Array | null> {
  const found = await db.mailDelivery.findUnique({ where: { id }, include: { item: true } })
  return (
    found &&
    exportedMessage({
      sender: found.item.sender,
      recipients: found.recipients as unknown as readonly MailRecipient[],
      origin: found.item.origin as unknown as MailOrigin,
      content: found.item.content,
    })
  )
}
