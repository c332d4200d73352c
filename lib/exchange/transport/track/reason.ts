import type { TrackingEvent } from '../message-tracking'

export interface Reason {
  /** As the server said it, shortened. */
  readonly text: string
  /** RFC 3463. */
  readonly code: string | null
}

/** Only these events tell a code that has to be explained; a delivery's 2.1.5 has not. */
const refused = /^(?:FAIL|DEFER|DROP|BADMAIL|DSN|SUBMITFAIL|SUBMITDEFER|POISONMESSAGE|THROTTLE)$/

/** What a server or the transport itself gave as the reason of an event: the first recipient's. */
export function reasonIn({ eventId, details }: TrackingEvent): Reason | null {
  const said = details.recipientStatus.find((one) => one !== '') ?? ''
  const text = said || (refused.test(eventId) ? details.sourceContext : '')
  if (text === '') return null
  const code = refused.test(eventId)
    ? (/(?<![\d.])[45]\.\d{1,3}\.\d{1,3}(?![\d.])/.exec(text)?.[0] ?? null)
    : null
  return { text: text.length > 300 ? `${text.slice(0, 300)}…` : text, code }
}
