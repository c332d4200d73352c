import { ok, type Result } from '@/lib/shell'
import type { Site } from '../../store'
import { type QueuedMessage, showMessage } from '../../transport/queue'
import { everything, parseQueueFilter } from '../../transport/queue-filter'
import { isMeant, parseMessageIdentity, parseQueueIdentity } from '../../transport/queue-identity'
import { type Asked, type Found, knownServer, notThere, runningServer } from './find-queue'
import { largestResultSize } from './result-size'

export const propertiesOfMessages = [
  ...['Identity', 'FromAddress', 'Status', 'Queue', 'Subject', 'InternetMessageId', 'Size', 'SourceIP'],
  ...['MessageSourceName', 'SCL', 'Directionality', 'DateReceived', 'ExpirationTime', 'LastError'],
  ...['RetryCount', 'Recipients'],
]

export interface MessagesAsked extends Asked {
  readonly Queue?: string | undefined
}

/**
 * The messages that are meant, the oldest first. A message by an identity that is not there is refused.
 * @param most how many are wanted at most; there are never more than `largestResultSize`
 */
export async function findMessages(
  asked: MessagesAsked,
  site: Site,
  most = largestResultSize,
): Promise<Result<readonly Found<QueuedMessage>[]>> {
  const { message, ...place } = await placeOf(asked, site)
  const filter = asked.Filter ? parseQueueFilter(asked.Filter, propertiesOfMessages) : ok(everything)
  if (!filter.ok) return filter
  const server = await runningServer(site, asked.Server ?? place.server)
  if (!server.ok) return server
  const queues = (await site.mail.queues.places(server.value)).filter((queue) => isMeant(place, queue))
  const found: Found<QueuedMessage>[] = []
  const wanted = { key: message, where: filter.value.comparisons }
  for await (const item of site.mail.queues.messages(queues, wanted)) {
    const shown = showMessage(item)
    if (filter.value.matches(shown)) found.push({ item, shown })
    if (found.length >= Math.min(most, largestResultSize)) break
  }
  return found.length === 0 && asked.Identity ? notThere(asked.Identity) : ok(found)
}

async function placeOf({ Identity, Queue }: MessagesAsked, site: Site) {
  const known = await knownServer(site)
  if (Queue) return { ...parseQueueIdentity(Queue, known), message: undefined }
  return Identity ? parseMessageIdentity(Identity, known) : { message: undefined }
}
