import { type IpRange, inRange, parseIpRange, parseIpv6 } from './addresses'
import type { Network } from './door'
import { readMx } from './record-data'

/** RFC 7208 §4.6.4: terms that ask DNS, in the whole evaluation. */
const mostLookups = 10

export interface SpfTerm {
  readonly qualifier: '+' | '-' | '~' | '?'
  readonly mechanism: 'all' | 'include' | 'a' | 'mx' | 'ptr' | 'ip4' | 'ip6' | 'exists' | 'redirect'
  /** What stands after the colon or the equals sign. */
  readonly value: string
}

/** Whether a text is an SPF record at all: its first word is exactly the version (RFC 7208 §4.5). */
export function isSpf(text: string): boolean {
  return /^v=spf1(?: |$)/i.test(text)
}

const shapes: readonly RegExp[] = [
  /^(all)()$/i,
  /^(include|exists):(\S+)$/i,
  /^(a|mx|ptr)(?::([^/\s]+))?(?:\/\d{1,2})?(?:\/\/\d{1,3})?$/i,
  /^(ip4):(\d+\.\d+\.\d+\.\d+(?:\/\d{1,2})?)$/i,
  /^(ip6):([0-9a-f:.]+(?:\/\d{1,3})?)$/i,
]

function parseTerm(word: string): SpfTerm | 'modifier' | null {
  const modifier = /^([a-z][a-z0-9._-]*)=(\S*)$/i.exec(word)
  if (modifier) {
    const [, name = '', value = ''] = modifier
    return name.toLowerCase() === 'redirect' ? { qualifier: '+', mechanism: 'redirect', value } : 'modifier'
  }
  const [, sign = '', rest = ''] = /^([+\-~?]?)(.*)$/.exec(word) ?? []
  const shape = shapes.map((one) => one.exec(rest)).find(Boolean)
  if (!shape) return null
  const mechanism = shape[1]?.toLowerCase() as SpfTerm['mechanism']
  const value = shape[2] ?? ''
  const bad =
    (mechanism === 'ip4' && !parseIpRange(value).ok) ||
    (mechanism === 'ip6' && !parseIpv6(value.split('/')[0] ?? '').ok)
  return bad ? null : { qualifier: (sign || '+') as SpfTerm['qualifier'], mechanism, value }
}

/** The terms of a record, or the first word that is none (RFC 7208 §4.6). */
export function parseSpf(
  text: string,
): { readonly ok: true; readonly terms: readonly SpfTerm[] } | { readonly ok: false; readonly word: string } {
  const terms: SpfTerm[] = []
  for (const word of text.split(' ').filter(Boolean).slice(1)) {
    const term = parseTerm(word)
    if (!term) return { ok: false, word }
    if (term !== 'modifier') terms.push(term)
  }
  return { ok: true, terms }
}

export type SpfResult = 'pass' | 'fail' | 'softfail' | 'neutral' | 'permerror' | 'none'

const results = { '+': 'pass', '-': 'fail', '~': 'softfail', '?': 'neutral' } as const

/** Evaluates a domain's SPF record for an address, as a receiver does; macros, ptr and exists match nobody here. */
export function evaluateSpf(network: Network, domain: string, address: string): Promise<SpfResult> {
  let lookups = 0
  const addressesOf = async (name: string) =>
    (await network.authoritative(name, 'A')).records
      .filter(({ type }) => type === 'A')
      .map(({ data }) => data)

  async function matches({ mechanism, value }: SpfTerm, current: string): Promise<boolean | 'permerror'> {
    const name = value || current
    switch (mechanism) {
      case 'all':
        return true
      case 'ip4': {
        const range = parseIpRange(value)
        return range.ok && inRange(address, range.value satisfies IpRange)
      }
      case 'a':
        return (await addressesOf(name)).includes(address)
      case 'mx': {
        const { records } = await network.authoritative(name, 'MX')
        const hosts = records.filter(({ type }) => type === 'MX').map(({ data }) => readMx(data).host)
        return (await Promise.all(hosts.map(addressesOf))).flat().includes(address)
      }
      case 'include': {
        const result = await check(value)
        return result === 'permerror' || result === 'none' ? 'permerror' : result === 'pass'
      }
      default:
        return false
    }
  }

  async function check(current: string): Promise<SpfResult> {
    const { records } = await network.authoritative(current, 'TXT')
    const texts = records.filter(({ type, data }) => type === 'TXT' && isSpf(data)).map(({ data }) => data)
    if (texts.length === 0) return 'none'
    const parsed = texts.length === 1 ? parseSpf(texts[0] ?? '') : null
    if (!parsed?.ok) return 'permerror'
    for (const term of parsed.terms.filter(({ mechanism }) => mechanism !== 'redirect')) {
      if (!['all', 'ip4', 'ip6'].includes(term.mechanism) && ++lookups > mostLookups) return 'permerror'
      const matched = await matches(term, current)
      if (matched === 'permerror') return matched
      if (matched) return results[term.qualifier]
    }
    const redirect = parsed.terms.find(({ mechanism }) => mechanism === 'redirect')
    if (!redirect) return 'neutral'
    if (++lookups > mostLookups) return 'permerror'
    const result = await check(redirect.value)
    return result === 'none' ? 'permerror' : result
  }

  return check(domain)
}
