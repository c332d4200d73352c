import type { X509Certificate } from 'node:crypto'
import { attempt } from './der'

/** Public chains have two to four; a made-up one of thousands would take seconds to verify. */
const LONGEST_CHAIN = 10

/**
 * The way from `leaf` to its root through `others`: the intermediate that signed it first, the root last,
 * as TLS sends them (RFC 8446 4.4.2). Certificates that are not on the way are left out.
 */
export function chainOf(leaf: X509Certificate, others: readonly X509Certificate[]): X509Certificate[] {
  const chain: X509Certificate[] = []
  const unused = new Set(others.filter((each) => !each.raw.equals(leaf.raw)))
  let last = leaf
  while (chain.length < LONGEST_CHAIN && !isSelfSigned(last)) {
    const issuer = [...unused].find((candidate) => isIssuedBy(last, candidate))
    if (!issuer) break
    unused.delete(issuer)
    chain.push(issuer)
    last = issuer
  }
  return chain
}

function isIssuedBy(certificate: X509Certificate, issuer: X509Certificate): boolean {
  return attempt(() => certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey)) ?? false
}

/** Not by `checkIssued`: it wants keyCertSign, which Exchange's own self-signed certificates do not have. */
export function isSelfSigned(certificate: X509Certificate): boolean {
  const own = certificate.issuer === certificate.subject
  return own && (attempt(() => certificate.verify(certificate.publicKey)) ?? false)
}
