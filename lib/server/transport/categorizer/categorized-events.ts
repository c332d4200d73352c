import {
  type Categorized,
  type Copy,
  type Happened,
  replyText,
  type TrackedEvent,
  trackedEvent,
} from '@/lib/exchange'
import type { Claimed } from '../claim'

/** What the tracking log says of a message that went through the categorizer, in the order in which it happened. */
export function categorizedEvents(
  item: Claimed,
  { happened, failed }: Categorized,
  copies: readonly Copy[],
  where: { readonly at: Date; readonly server: string },
): readonly TrackedEvent[] {
  const mail = { ...item, internalMessageId: item.itemId }
  const event = (one: Happened) => trackedEvent(mail, { ...where, ...one })
  return [
    ...happened.map(event),
    ...(failed.length > 0 ? [event(failedEvent(failed))] : []),
    ...copies.slice(1).map((copy) => event(forked(copy))),
    ...copies.filter(({ lastError }) => lastError !== null).map((copy) => event(unreachable(copy))),
  ]
}

function failedEvent(failed: Categorized['failed']): Happened {
  return {
    eventId: 'FAIL',
    source: 'ROUTING',
    recipients: failed.map(({ recipient }) => recipient.address),
    recipientStatus: failed.map(({ reply }) => replyText(reply)),
  }
}

/** The first copy goes on as the message itself; each further next hop is a fork. */
function forked({ recipients }: Copy): Happened {
  return { eventId: 'TRANSFER', source: 'ROUTING', recipients: recipients.map(({ address }) => address) }
}

function unreachable({ recipients, lastError }: Copy): Happened {
  return {
    eventId: 'DEFER',
    source: 'ROUTING',
    recipients: recipients.map(({ address }) => address),
    recipientStatus: recipients.map(() => lastError ?? ''),
  }
}
