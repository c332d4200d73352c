import type { CertificateFacts } from '@/lib/network'
import { define } from './definition'

export type CertificateService = 'IMAP' | 'POP' | 'IIS' | 'SMTP'

/** Named by its thumbprint: the SHA-1 of its DER in capital hexadecimal digits; a request by that of its own. */
export interface ExchangeCertificate {
  readonly server: string
  readonly friendlyName: string
  readonly subject: string
  /** The host names that it speaks for, in lower case. */
  readonly certificateDomains: readonly string[]
  /** Null for a request that was not answered yet. */
  readonly facts: CertificateFacts | null
  readonly status: 'Valid' | 'PendingRequest'
  readonly services: readonly CertificateService[]
  /** The certificate that the transport service shows to other Exchange servers; one on each server. */
  readonly internalTransport: boolean
  readonly privateKeyExportable: boolean
  readonly certificatePem: string | null
  readonly chainPem: readonly string[]
  /** The PKCS #10 request while it is pending. */
  readonly requestPem: string | null
  /** PKCS #8, sealed by the vault. */
  readonly privateKey: string
}

export const exchangeCertificate = define<ExchangeCertificate>(
  'ExchangeCertificate',
  'Exchange certificate',
  {
    secrets: ['privateKey'],
    columns: ['Thumbprint', 'Services', 'Subject'],
    settings: {},
    show: ({ name, properties: { facts, ...properties } }) => ({
      Name: properties.friendlyName,
      Thumbprint: name,
      Services: servicesMask(properties.services),
      Subject: properties.subject,
      Issuer: facts?.issuer ?? properties.subject,
      CertificateDomains: properties.certificateDomains,
      FriendlyName: properties.friendlyName,
      NotBefore: facts?.notBefore ?? null,
      NotAfter: facts?.notAfter ?? null,
      SerialNumber: facts?.serialNumber ?? '',
      IsSelfSigned: facts?.selfSigned ?? false,
      HasPrivateKey: true,
      PrivateKeyExportable: properties.privateKeyExportable,
      Status: properties.status,
      RootCAType: facts === null ? 'Unknown' : facts.selfSigned ? 'None' : 'ThirdParty',
      Server: properties.server,
    }),
  },
)

/** `IP.WS.`: IMAP, POP, unified messaging, web (IIS), SMTP, federation; a dot for each that it does not serve. */
export function servicesMask(services: readonly CertificateService[]): string {
  const mask = (['IMAP', 'POP', null, 'IIS', 'SMTP', null] as const).map((service, place) =>
    service && services.includes(service) ? 'IP.WS.'.charAt(place) : '.',
  )
  return mask.join('')
}
