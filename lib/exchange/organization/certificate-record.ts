import type { CertificateFacts } from '@/lib/network'
import type { Site } from '../store'
import type { ExchangeCertificate } from './exchange-certificate'

interface Material {
  readonly facts: CertificateFacts
  readonly certificatePem: string
  readonly chainPem: readonly string[]
  /** Not sealed yet. */
  readonly privateKeyPem: string
}

/** A certificate as the server keeps it, serving nothing yet. */
export function certificateRecord(
  { facts, certificatePem, chainPem, privateKeyPem }: Material,
  more: Pick<ExchangeCertificate, 'server' | 'friendlyName' | 'privateKeyExportable'>,
  { vault }: Site,
): ExchangeCertificate {
  return {
    ...more,
    subject: facts.subject,
    certificateDomains: facts.names,
    facts,
    status: 'Valid',
    services: [],
    internalTransport: false,
    certificatePem,
    chainPem,
    requestPem: null,
    privateKey: vault.seal(privateKeyPem),
  }
}
