import { define } from './definition'

export type CertificateService = 'IMAP' | 'POP' | 'IIS' | 'SMTP'

/** Named by its thumbprint: the SHA-1 of its DER in capital hexadecimal digits. */
export interface ExchangeCertificate {
  readonly server: string
  readonly friendlyName: string
  readonly subject: string
  readonly issuer: string
  /** The host names that it speaks for, in lower case. */
  readonly certificateDomains: readonly string[]
  /** ISO 8601; null for a request that was not answered yet. */
  readonly notBefore: string | null
  readonly notAfter: string | null
  readonly serialNumber: string
  readonly keyAlgorithm: string
  readonly selfSigned: boolean
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
    show: ({ name, properties }) => ({
      Thumbprint: name,
      Services: servicesMask(properties.services),
      Subject: properties.subject,
      Issuer: properties.issuer,
      CertificateDomains: properties.certificateDomains,
      FriendlyName: properties.friendlyName,
      NotBefore: properties.notBefore,
      NotAfter: properties.notAfter,
      SerialNumber: properties.serialNumber,
      IsSelfSigned: properties.selfSigned,
      HasPrivateKey: true,
      PrivateKeyExportable: properties.privateKeyExportable,
      Status: properties.status,
      RootCAType: properties.selfSigned ? 'None' : 'ThirdParty',
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
