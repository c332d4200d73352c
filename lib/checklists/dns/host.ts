import { type Answer, addressScope, whyNotPublic } from '@/lib/network'
import type { Finding } from '../checklist'
import { dataOf, doubledName, noAnswer, notFoundYet } from './finding'

export interface HostQuestion {
  readonly host: string
  readonly domain: string
  /** The public address that it has to lead to. */
  readonly expected: string
  readonly truth: Answer
  /** The answer for the same name with the domain once more. */
  readonly doubledTruth: Answer
  /** MX and SRV records lead to it, so that it may not be an alias. */
  readonly isTarget: boolean
}

function alias(host: string, found: readonly string[]): Finding {
  return {
    found,
    state: 'error',
    verdict: 'Alias (CNAME)',
    reason: `${host} is an alias, and MX records must lead to a name that has an address of its own (RFC 2181 §10.3).`,
    action: 'Replace the alias by an A record.',
  }
}

function wrongAddresses(addresses: readonly string[], expected: string): Finding | null {
  const inner = addresses.find((address) => addressScope(address) !== 'public')
  if (inner)
    return {
      found: addresses,
      state: 'error',
      verdict: 'Private address',
      reason: `${whyNotPublic(inner)} Nobody on the Internet can connect to it.`,
      action: `Enter your public address ${expected}. The inner one belongs in split DNS only.`,
    }
  if (addresses.length > 1)
    return {
      found: addresses,
      state: 'error',
      verdict: addresses.includes(expected) ? 'Several addresses' : 'Wrong addresses',
      reason: 'Everyone takes one of them at will, so that a part of all connections goes astray.',
      action: `Keep only ${expected}.`,
    }
  if (addresses[0] !== expected)
    return {
      found: addresses,
      state: 'error',
      verdict: 'Wrong address',
      reason: `Your public address is ${expected}.`,
      action: 'Correct the record, or the public address under Settings.',
    }
  return null
}

/** An address record (RFC 1035 §3.4.1): there, the only one, public, ours, and no alias or wildcard. */
export function judgeHost({ host, domain, expected, truth, doubledTruth, isTarget }: HostQuestion): Finding {
  const unanswered = noAnswer(truth)
  if (unanswered) return unanswered
  const aliases = dataOf(truth, 'CNAME')
  const addresses = dataOf(truth, 'A')
  if (aliases.length > 0 && (isTarget || addresses.length === 0))
    return alias(host, [...aliases, ...addresses])
  if (addresses.length === 0)
    return doubledTruth.records.length > 0 && !doubledTruth.wildcard ? doubledName(host, domain) : notFoundYet
  const wrong = wrongAddresses(addresses, expected)
  const byWildcard = truth.wildcard
    ? `The name has no record of its own: a wildcard (*) answers for it (RFC 4592).`
    : ''
  if (wrong) return byWildcard ? { ...wrong, reason: `${byWildcard} ${wrong.reason}` } : wrong
  if (truth.wildcard)
    return {
      found: addresses,
      state: 'warning',
      verdict: 'From a wildcard',
      reason: `${byWildcard} It answers for every other name too, autodiscover among them.`,
      action: 'Create the record itself and remove the wildcard.',
    }
  return { found: addresses, state: 'ok', verdict: 'Matches' }
}
