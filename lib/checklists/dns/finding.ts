import { type Answer, relativeName, type Zone, type ZoneRecord } from '@/lib/network'
import { command } from '@/lib/shell'
import type { Finding } from '../checklist'
import { printSeconds } from '../duration'

export const notFoundYet: Finding = {
  found: [],
  state: 'pending',
  verdict: 'Not found yet',
  reason: 'The name servers of your domain have no such record.',
  action: 'Create it at your domain name provider.',
}

/** When the name servers themselves could not answer; null when they did. */
export function noAnswer({ status, server, records }: Answer): Finding | null {
  if (status === 'TIMEOUT')
    return {
      found: [],
      state: 'error',
      verdict: 'No answer',
      reason: `${server} does not answer.`,
      action: 'Look again in a minute; if it stays so, ask your domain name provider.',
    }
  if (status === 'REFUSED')
    return {
      found: [],
      state: 'error',
      verdict: 'Refused',
      reason: `${server} says that it does not keep this domain.`,
      action: 'See at your domain name provider whether the domain is registered and has its name servers.',
    }
  if (status === 'SERVFAIL')
    return failed(
      server,
      records.some(({ type }) => type === 'CNAME'),
    )
  return null
}

function failed(server: string, alias: boolean): Finding {
  return alias
    ? {
        found: [],
        state: 'error',
        verdict: 'Aliases in a circle',
        reason: 'The alias (CNAME) leads to an alias that leads back to it, so nobody finds an address.',
        action: 'Remove the alias at your domain name provider.',
      }
    : {
        found: [],
        state: 'error',
        verdict: 'Lookup fails',
        reason: `${server} could not answer (SERVFAIL): an alias (CNAME) leads in a circle, or the name servers are not set up rightly.`,
        action: 'Look at the aliases and name servers at your domain name provider.',
      }
}

/** The data of one type in an answer. */
export function dataOf({ records }: Answer, type: Answer['records'][number]['type']): readonly string[] {
  return records.filter((record) => record.type === type).map(({ data }) => data)
}

function fingerprint({ status, records }: Answer): string {
  return [status, ...records.map(({ type, data }) => `${type} ${data}`).sort()].join('\n')
}

/**
 * What to tell when the domain's own servers are right already and the rest of the world still keeps an older
 * answer; otherwise the truth's own finding.
 */
export function unlessOldAnswer(truth: Finding, authoritative: Answer, seen: Answer): Finding {
  if (truth.state !== 'ok' || seen.cachedForSeconds === null) return truth
  if (fingerprint(authoritative) === fingerprint(seen)) return truth
  const left = printSeconds(seen.cachedForSeconds)
  return {
    found: seen.records.map(({ data }) => data),
    state: 'pending',
    verdict: `Seen in ${left}`,
    reason: `Your provider has the right record now. Others asked before, and may keep the ${
      seen.records.length > 0 ? 'old answer' : 'answer that there is none'
    } for ${left} more (its TTL, RFC 1035 §3.2.1).`,
    action: 'Wait; nothing else is to be done.',
  }
}

function same(one: ZoneRecord, other: ZoneRecord): boolean {
  return one.name === other.name && one.type === other.type && one.data === other.data
}

/**
 * The next command at the provider toward the wanted record being the only one of `there`: remove what is too
 * much, correct what is wrong, add what is missing. A click mends one thing; the next check offers the next.
 */
export function mend(zone: Zone | null, wanted: ZoneRecord, there: readonly ZoneRecord[]): Finding['repair'] {
  if (!zone) return undefined
  const right = there.find((record) => same(record, wanted))
  const others = there.filter((record) => record !== right)
  const wrong = others.find(({ name }) => name === wanted.name) ?? others[0]
  const { domain } = zone
  if (right && wrong) return remove(zone, wrong)
  const values = { Name: wanted.name, Type: wanted.type, Data: wanted.data }
  if (wrong)
    return {
      label: 'Correct the record',
      command: command('Set-ProviderDnsRecord', { Zone: domain, Id: wrong.id, ...values }),
    }
  if (right) return undefined
  return { label: 'Add the record', command: command('Add-ProviderDnsRecord', { Zone: domain, ...values }) }
}

export function remove({ domain }: Zone, { id, name }: ZoneRecord): NonNullable<Finding['repair']> {
  return {
    label: name.startsWith('*') ? 'Remove the wildcard' : 'Remove the other record',
    command: command('Remove-ProviderDnsRecord', { Zone: domain, Id: id }),
  }
}

/** The records of these names (full) and types that the provider's form shows. */
export function recordsAt(
  zone: Zone | null,
  names: readonly string[],
  types: readonly ZoneRecord['type'][],
): readonly ZoneRecord[] {
  if (!zone) return []
  const relative = names.map((name) => relativeName(name, zone.domain))
  return zone.records.filter(({ name, type }) => relative.includes(name) && types.includes(type))
}

/** The name that comes out when a provider adds the domain to a full name once more. */
export function doubled(name: string, domain: string): string {
  return `${name}.${domain}`
}

export function doubledName(name: string, domain: string): Finding {
  return {
    found: [doubled(name, domain)],
    state: 'error',
    verdict: 'Doubled name',
    reason: `The record is at ${doubled(name, domain)}: the provider added ${domain} to a name that had it already.`,
    action: `Type only ${relativeName(name, domain)} as its name.`,
  }
}
