import type { SpfResult } from '@/lib/network'

/** RFC 7208 §4.6.4. */
export const mostLookups = 10
export const mostVoidLookups = 2

/** Mailauth's words for what only it counts; the rest of its reasons are said as they are. */
function inOurWords(text: string, domain: string): string {
  if (/^Too many DNS requests/.test(text))
    return `The SPF record of ${domain} takes more than ${mostLookups} DNS lookups, with those that it includes (RFC 7208 §4.6.4).`
  if (/^Too many void/.test(text))
    return `More than ${mostVoidLookups} names in the SPF record of ${domain} lead to nothing (RFC 7208 §4.6.4).`
  return text || `The SPF record of ${domain} cannot be evaluated.`
}

/** The sentence for an outcome; `text` is what mailauth said of an error. */
export function reasonFor(
  result: SpfResult,
  { domain, address }: { readonly domain: string; readonly address: string },
  text: string,
): string {
  switch (result) {
    case 'pass':
      return `${domain} lets ${address} send its mail.`
    case 'fail':
      return `${domain} says that ${address} must not send its mail: receivers refuse it.`
    case 'softfail':
      return `${domain} says that ${address} should not send its mail: receivers suspect it.`
    case 'neutral':
      return `${domain} says nothing of ${address}.`
    case 'none':
      return `${domain} has no SPF record.`
    default:
      return inOurWords(text, domain)
  }
}
