import { findCode } from './code-table'
import { findExchangeText } from './exchange-texts'
import type { NonDeliveryCode } from './non-delivery-code'

/** What one reply in a text means. */
export interface Explanation {
  /** The reply as it stands there: `550 5.1.1 RESOLVER.ADR.RecipNotFound; not found`. */
  readonly reply: string
  readonly smtpCode: number | null
  /** `5.1.1`. */
  readonly status: string
  /** Null for codes that are not in the table. */
  readonly known: NonDeliveryCode | null
  /** What Exchange's own words in it mean. */
  readonly says: string | null
  /** The address that it is about, where one stands there. */
  readonly address: string | null
  /** Exchange tries again by itself. */
  readonly transient: boolean
}

/** A report is a few kilobytes; more is cut off. */
export const longestText = 64 * 1024
const mostExplanations = 10

// Three digits and an enhanced code, or one of them alone; then the words, up to the end of the line or the next reply.
const reply =
  /(?<![\d.])(?:([245]\d{2})[ -](?:#?([245]\.\d{1,3}\.\d{1,3})\b)?|#?([45]\.\d{1,3}\.\d{1,3})(?![\d.]))((?:(?!["'(=;]\d{3}[ -])[^\r\n]){0,600})/g
const mailAddress = /[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[a-z\d](?:[a-z\d.-]{0,251}[a-z\d])?/i

/**
 * Reads any text with replies in it (a report, a queue's last error, a line of a log) and explains each.
 * @returns the failures in the order in which they stand; none where the text has none
 */
export function explain(text: string): readonly Explanation[] {
  const given = text.slice(0, longestText)
  const found = new Map<string, Explanation>()
  for (const match of given.matchAll(reply)) {
    const one = explanationOf(match, given)
    if (one && !found.has(one.status)) found.set(one.status, one)
    if (found.size === mostExplanations) break
  }
  const all = [...found.values()]
  // `451 4.4.0 Primary target IP address responded with: "421 4.4.1 …"`: the inner one says more.
  return all.length > 1 ? all.filter(({ known, says }) => known || says) : all
}

function explanationOf(
  [whole, digits, behind, alone, words = '']: RegExpExecArray,
  given: string,
): Explanation | null {
  const status = behind ?? alone ?? (digits?.startsWith('2') ? null : `${digits?.[0]}.0.0`)
  if (status === null || status.startsWith('2')) return null
  if (behind === undefined && alone === undefined && !looksLikeReply(whole)) return null
  return {
    reply: whole.replace(/[\s#'"]+$/, ''),
    smtpCode: digits === undefined ? null : Number(digits),
    status,
    known: findCode(status),
    says: findExchangeText(words)?.meaning ?? null,
    address: mailAddress.exec(words)?.[0] ?? recipientIn(given),
    transient: status.startsWith('4') && digits?.startsWith('5') !== true,
  }
}

/** A number of three digits alone may be anything: only one that a sentence follows is a reply. */
const looksLikeReply = (text: string) => /^[45]\d{2}[ -][A-Za-z<"]/.test(text)

function recipientIn(text: string): string | null {
  const named = /^Final-Recipient:[^;]*;\s*(\S+)/im.exec(text)?.[1] ?? ''
  return mailAddress.exec(named)?.[0] ?? mailAddress.exec(text)?.[0] ?? null
}
