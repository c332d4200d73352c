import { findCode, type SmtpReply } from '@/lib/exchange'

/** Replies whose first three digits are not those of their class (RFC 5248 §2.4 and what servers say). */
const replyCodes: Readonly<Record<string, number>> = {
  '4.2.2': 452,
  '4.3.1': 452,
  '5.1.3': 553,
  '5.1.7': 553,
  '5.2.2': 552,
  '5.2.3': 552,
  '5.3.4': 552,
  '5.5.0': 500,
  '5.5.1': 500,
  '5.5.2': 503,
  '5.5.4': 501,
  '5.7.4': 504,
}

/**
 * The reply that stands in a mailbox's name: `code-5.7.1` is answered with 550 5.7.1.
 * @param local what stands before the @, in small letters
 * @returns null for every other name
 */
export function namedReply(local: string): SmtpReply | null {
  const status = /^code-([45]\.(?:0|[1-9]\d{0,2})\.(?:0|[1-9]\d{0,2}))$/.exec(local)?.[1]
  if (status === undefined) return null
  const code = replyCodes[status] ?? (status.startsWith('4') ? 451 : status.startsWith('5.6') ? 554 : 550)
  return { code, status, text: `${findCode(status)?.title ?? 'As you asked'} (${local})` }
}

/** What is wrong with a message's content is known when it has come: its reply is given after DATA. */
export const isAboutContent = ({ status }: SmtpReply): boolean =>
  /^[45]\.6\.|^5\.5\.6$|^5\.7\.[567]$/.test(status)
