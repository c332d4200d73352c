import { parseIpRange, parseIpv6 } from './addresses'

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

/** The terms of a record, or the first word that is none (RFC 7208 §4.6). How it comes out for an address: `Network.spf`. */
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
