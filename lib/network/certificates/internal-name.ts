import { toHostName } from './dns-name'

/**
 * Top-level domains that the public DNS does not have and sites use inside: RFC 6762 appendix G (local and the
 * ones that it lists), RFC 6761, RFC 8375 (home.arpa) and ICANN's reservation of .internal (2024). `.example`
 * is left out: it stands for a public name in documents.
 */
const INTERNAL = [
  'local',
  'localdomain',
  'localhost',
  'lan',
  'home',
  'home.arpa',
  'corp',
  'internal',
  'intranet',
  'private',
  'test',
  'invalid',
]

/**
 * Whether this is an Internal Name in the sense of the CA/Browser Forum's Baseline Requirements: one that
 * public DNS cannot tell from the same name elsewhere, such as `EX01` or `ex01.contoso.local`.
 */
export function isInternalName(name: string): boolean {
  const host = toHostName(name.replace(/^\*\./, ''))
  if (host === null) return false
  return !host.includes('.') || INTERNAL.some((suffix) => host.endsWith(`.${suffix}`))
}
