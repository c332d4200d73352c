import { type Answer, expectedSpf, isSpf, parseSpf, type SpfOutcome, type SpfTerm } from '@/lib/network'
import type { Finding } from '../checklist'
import { dataOf, noAnswer, notFoundYet } from './finding'

export interface SpfQuestion {
  readonly truth: Answer
  /** The address that the site's mail comes from. */
  readonly address: string
  /** What a receiver makes of the record for mail from that address. */
  readonly outcome: SpfOutcome
}

/** A text that was meant as SPF and is not read as such. */
function almostSpf(text: string): boolean {
  return !isSpf(text) && /spf|~all|-all|include:/i.test(text) && !/^v=(dkim|dmarc)/i.test(text)
}

type Judgement = Omit<Finding, 'found' | 'repair'>

/** What a receiver makes of mail from the site's address, where that is no pass. */
function notPassed({ result, reason }: SpfOutcome): Judgement | null {
  switch (result) {
    case 'pass':
      return null
    case 'permerror':
      return {
        state: 'error',
        verdict: 'SPF fails',
        reason: `${reason} Receivers then believe nothing of the record.`,
        action: `Enter ${expectedSpf}, or mend what is named here.`,
      }
    case 'temperror':
      return { state: 'pending', verdict: 'Not known now', reason, action: 'Look again in a minute.' }
    default:
      return {
        state: 'error',
        verdict: 'Does not name you',
        reason: `${reason} The result is "${result}" (RFC 7208 §2.6).`,
        action: `Enter ${expectedSpf}, or add mx to what is there.`,
      }
  }
}

function judgeTerms(terms: readonly SpfTerm[], outcome: SpfOutcome, address: string): Judgement {
  const all = terms.find(({ mechanism }) => mechanism === 'all')
  if (all?.qualifier === '+')
    return {
      state: 'error',
      verdict: 'Lets everyone send',
      reason: '"+all" says that every computer in the world may send in your name (RFC 7208 §5.1).',
      action: 'End the record with ~all.',
    }
  const wrong = notPassed(outcome)
  if (wrong) return wrong
  if (all?.qualifier === '?' || (!all && !terms.some(({ mechanism }) => mechanism === 'redirect')))
    return {
      state: 'warning',
      verdict: 'No ~all',
      reason:
        'Without it the record says nothing about mail from others: the result is neutral (RFC 7208 §4.7).',
      action: 'End the record with ~all.',
    }
  return {
    state: 'ok',
    verdict: 'Names your server',
    reason: `It differs from the guide, and mail from ${address} passes all the same.`,
  }
}

function judgeRecord(text: string, outcome: SpfOutcome, address: string): Judgement {
  const parsed = parseSpf(text)
  if (!parsed.ok)
    return {
      state: 'error',
      verdict: 'SPF not readable',
      reason: `"${parsed.word}" is no term of SPF, and receivers then reject the whole record (RFC 7208 §4.6).`,
      action: `Enter ${expectedSpf}.`,
    }
  if (text.trim().toLowerCase() !== expectedSpf) return judgeTerms(parsed.terms, outcome, address)
  return outcome.result === 'pass'
    ? { state: 'ok', verdict: 'Matches' }
    : {
        state: 'pending',
        verdict: 'Waits for the others',
        reason: `The record is right. Mail from ${address} passes as soon as the A and MX records lead there; until then the result is "${outcome.result}".`,
        action: 'Set the other records right.',
      }
}

/** The domain's SPF record (RFC 7208): one, readable, naming the site's server, and saying what of the others. */
export function judgeSpf({ truth, address, outcome }: SpfQuestion): Finding {
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
  return { found: records, ...judgeRecord(only, outcome, address) }
}
