import { createSecureContext, type SecureContext } from 'node:tls'
import {
  type CertificateService,
  type ExchangeCertificate,
  exchangeCertificate,
  type Site,
} from '@/lib/exchange'
import { certificateCovers } from '@/lib/network'

/** A certificate with its key, PEM. */
export interface ServerCertificate {
  readonly cert: string
  readonly key: string
}

/** One that covers the name, one that somebody else signed, and then the newest: how Exchange's services choose. */
function better(name: string): (a: ExchangeCertificate, b: ExchangeCertificate) => number {
  const rank = ({ facts }: ExchangeCertificate) =>
    facts ? 2 * Number(certificateCovers(facts.names, name)) + Number(!facts.selfSigned) : 0
  const since = ({ facts }: ExchangeCertificate) => Date.parse(facts?.notBefore ?? '') || 0
  return (a, b) => rank(b) - rank(a) || since(b) - since(a)
}

/** The certificate that a server's service shows under this name; null when none has the service. */
export async function certificateOf(
  site: Site,
  server: string,
  service: CertificateService,
  name: string,
): Promise<ServerCertificate | null> {
  const kept = (await site.store.list(exchangeCertificate)).map(({ properties }) => properties)
  const best = kept
    .filter((one) => one.server.toLowerCase() === server.toLowerCase() && one.services.includes(service))
    .filter(({ certificatePem, status }) => certificatePem !== null && status === 'Valid')
    .sort(better(name))[0]
  if (!best?.certificatePem) return null
  return {
    cert: [best.certificatePem, ...best.chainPem].join('\n'),
    key: site.vault.open({ kind: 'secure', prompt: '', sealed: best.privateKey }),
  }
}

export async function secureContextOf(
  site: Site,
  server: string,
  service: CertificateService,
  name: string,
): Promise<SecureContext | null> {
  const certificate = await certificateOf(site, server, service, name)
  return certificate && createSecureContext({ ...certificate })
}
