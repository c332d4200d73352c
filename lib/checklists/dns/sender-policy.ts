import { type Answer, expectedSpf, isSpf, parseSpf, type SpfResult, type SpfTerm } from '@/lib/network'
import { dataOf, type Finding, noAnswer, notFoundYet } from './finding'

export interface SpfQuestion {
  readonly truth: Answer
  /** The address that the site's mail comes from. */
  readonly address: string
  /** What a receiver makes of the record for mail from that address. */
  readonly result: SpfResult
}

/** A text that was meant as SPF and is not read as such. */
function almostSpf(text: string): boolean {
  return !isSpf(text) && /spf|~all|-all|include:/i.test(text) && !/^v=(dkim|dmarc)/i.test(text)
}

function broken(text: string, address: string, result: SpfResult): Finding | null {
  const found = [text]
  const parsed = parseSpf(text)
  if (!parsed.ok)
    return {
      found,
      state: 'error',
      verdict: 'SPF not readable',
      reason: `"${parsed.word}" is no term of SPF, and receivers then reject the whole record (RFC 7208 §4.6).`,
      action: `Enter ${expectedSpf}.`,
    }
  if (result === 'permerror')
    return {
      found,
      state: 'error',
      verdict: 'SPF fails',
      reason:
        'It includes a domain that has no SPF record or a broken one, or takes more than ten lookups (RFC 7208 §4.6.4).',
      action: `Enter ${expectedSpf}.`,
    }
  return judgeTerms(text, parsed.terms, address, result)
}

function judgeTerms(
  text: string,
  terms: readonly SpfTerm[],
  address: string,
  result: SpfResult,
): Finding | null {
  const found = [text]
  const all = terms.find(({ mechanism }) => mechanism === 'all')
  if (all?.qualifier === '+')
    return {
      found,
      state: 'error',
      verdict: 'Lets everyone send',
      reason: '"+all" says that every computer in the world may send in your name (RFC 7208 §5.1).',
      action: 'End the record with ~all.',
    }
  if (result !== 'pass')
    return {
      found,
      state: 'error',
      verdict: 'Does not name you',
      reason: `Mail from your server at ${address} gets the result "${result}" (RFC 7208 §2.6).`,
      action: `Enter ${expectedSpf}, or add mx to what is there.`,
    }
  if (all?.qualifier === '?' || (!all && !terms.some(({ mechanism }) => mechanism === 'redirect')))
    return {
      found,
      state: 'warning',
      verdict: 'No ~all',
      reason:
        'Without it the record says nothing about mail from others: the result is neutral (RFC 7208 §4.7).',
      action: 'End the record with ~all.',
    }
  return null
}

/** The domain's SPF record (RFC 7208): one, readable, naming the site's server, and saying what of the others. */
export function judgeSpf({ truth, address, result }: SpfQuestion): Finding {
  const unanswered = noAnswer(truth)
  if (unanswered) return unanswered
  const texts = dataOf(truth, 'TXT')
  const records = texts.filter(isSpf)
  const [only] = records
  if (only === undefined) {
    const almost = texts.filter(almostSpf)
    return almost.length === 0
      ? notFoundYet
      : {
          found: almost,
          state: 'error',
          verdict: 'Not an SPF record',
          reason:
            'The text has to begin with exactly "v=spf1" and a space (RFC 7208 §4.5); receivers pass over this one.',
          action: `Enter ${expectedSpf}.`,
        }
  }
  if (records.length > 1)
    return {
      found: records,
      state: 'error',
      verdict: 'Two SPF records',
      reason: 'Receivers treat more than one as an error, and believe none (RFC 7208 §4.5).',
      action: 'Remove the old one. What it allowed can stand in the other.',
    }
  if (only.trim().toLowerCase() === expectedSpf) return { found: records, state: 'ok', verdict: 'Matches' }
  return (
    broken(only, address, result) ?? {
      found: records,
      state: 'ok',
      verdict: 'Names your server',
      reason: 'It differs from the guide and says the same of your server.',
    }
  )
}
