import { type Answer, isAddress, type Mx, readMx } from '@/lib/network'
import type { Finding } from '../checklist'
import { dataOf, doubled, noAnswer, notFoundYet } from './finding'

export interface MxQuestion {
  readonly domain: string
  /** The host that mail has to come to. */
  readonly mail: string
  readonly truth: Answer
  /** The A records of the host that the first MX names, asked at its own name servers. */
  readonly target: Answer
  readonly doubledTruth: Answer
}

function shown(records: readonly Mx[]): readonly string[] {
  return records.map(({ preference, host }) => `${preference} ${host || '.'}`)
}

function several(records: readonly Mx[], mail: string): Finding {
  const lowest = Math.min(...records.map(({ preference }) => preference))
  const first = records.filter(({ preference }) => preference === lowest)
  const oursFirst = first.length === 1 && first[0]?.host === mail
  return {
    found: shown(records),
    state: oursFirst ? 'warning' : 'error',
    verdict: oursFirst ? 'Another MX too' : 'Several MX',
    reason: oursFirst
      ? 'Whenever your server does not answer at once, mail goes to the other host (RFC 5321 §5.1).'
      : `Mail goes to the lowest number first (RFC 5321 §5.1), and that is not ${mail} alone.`,
    action: `Keep only the record for ${mail}, unless the other host really takes mail for you.`,
  }
}

function wrongHost(
  { host }: Mx,
  { mail, domain, target }: MxQuestion,
): Pick<Finding, 'verdict' | 'reason' | 'action'> {
  const action = `Enter ${mail} as the mail server.`
  if (host === '')
    return {
      verdict: 'No mail wanted',
      reason: 'A single dot says that the domain takes no mail (RFC 7505).',
      action,
    }
  if (isAddress(host))
    return {
      verdict: 'MX is an address',
      reason:
        'An MX record leads to the name of a host, never to an address (RFC 1035 §3.3.9, RFC 5321 §5.1).',
      action,
    }
  if (host === doubled(mail, domain))
    return {
      verdict: 'Doubled name',
      reason: `The provider added ${domain} to a name that had it already.`,
      action: `Enter the name with a dot at its end (${mail}.), or only its first part.`,
    }
  if (dataOf(target, 'CNAME').length > 0)
    return {
      verdict: 'MX is an alias',
      reason: `${host} is an alias (CNAME), where an MX must not lead (RFC 2181 §10.3).`,
      action,
    }
  return { verdict: 'Another host', reason: `Mail for ${domain} goes to ${host}.`, action }
}

/** The domain's MX records (RFC 5321 §5.1): one, preference 0, to the mail host. */
export function judgeMx(question: MxQuestion): Finding {
  const { domain, mail, truth, target, doubledTruth } = question
  const unanswered = noAnswer(truth)
  if (unanswered) return unanswered
  const records = dataOf(truth, 'MX').map(readMx)
  const [only] = records
  if (!only)
    return dataOf(doubledTruth, 'MX').length > 0 && !doubledTruth.wildcard
      ? {
          found: [`${doubled(domain, domain)}`],
          state: 'error',
          verdict: 'Doubled name',
          reason: `The record is at ${doubled(domain, domain)}: the provider added ${domain} to a name that had it already.`,
          action: 'Type @ as its name, or leave the name empty.',
        }
      : notFoundYet
  if (records.length > 1 && records.some(({ host }) => host === mail)) return several(records, mail)
  const found = shown(records)
  if (only.host !== mail || records.length > 1) return { found, state: 'error', ...wrongHost(only, question) }
  if (dataOf(target, 'CNAME').length > 0)
    return {
      found,
      state: 'error',
      verdict: 'MX is an alias',
      reason: `${mail} is an alias (CNAME), where an MX must not lead (RFC 2181 §10.3).`,
      action: `Replace the alias at ${mail} by an A record.`,
    }
  if (only.preference !== 0)
    return {
      found,
      state: 'warning',
      verdict: `Preference ${only.preference}`,
      reason: 'It works while it is the only one: the number only orders several. The guide sets 0.',
      action: 'Set the preference to 0.',
    }
  return { found, state: 'ok', verdict: 'Matches' }
}
