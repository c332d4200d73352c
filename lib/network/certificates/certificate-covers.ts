import { toCertificateName, toHostName } from './dns-name'

/**
 * Whether a certificate with these names may speak for `host` (RFC 9525 section 6.3; RFC 6125 before it).
 * Case, a trailing dot and the way an international name is written make no difference. `*` stands for
 * exactly one label, only as the whole left-most one, and only above two more (`*.com` covers nothing, as
 * in browsers). An address is never covered by a DNS name. A wildcard that is asked for, as a wizard does,
 * is covered by the same wildcard.
 */
export function certificateCovers(names: readonly string[], host: string): boolean {
  const asked = toCertificateName(host)
  if (asked === null) return false
  return names.some((name) => {
    const presented = toCertificateName(name)
    return presented !== null && (presented === asked || wildcardCovers(presented, asked))
  })
}

function wildcardCovers(presented: string, asked: string): boolean {
  if (!presented.startsWith('*.') || toHostName(asked) === null) return false
  return asked.slice(asked.indexOf('.')) === presented.slice(1)
}
