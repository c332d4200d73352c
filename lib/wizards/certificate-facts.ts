import type { CertificateService, ExchangeVersion } from '@/lib/exchange'
import type { CertificateUse } from '@/lib/network'

/** A certificate of Exchange Server, or a request that waits for its answer. */
export interface ListedCertificate {
  readonly thumbprint: string
  readonly server: string
  readonly subject: string
  /** Empty for a request. */
  readonly issuer: string
  readonly friendlyName: string
  readonly names: readonly string[]
  readonly services: readonly CertificateService[]
  readonly internalTransport: boolean
  /** ISO 8601; empty for a request. */
  readonly notBefore: string
  readonly notAfter: string
  readonly expired: boolean
  readonly selfSigned: boolean
  readonly pending: boolean
  readonly exportable: boolean
}

/** What the wizards about certificates are told of the site. */
export interface CertificateWizardFacts {
  readonly version: ExchangeVersion
  readonly server: string
  readonly organization: string
  /** The one that the wizard is for; null for a new one. */
  readonly certificate: ListedCertificate | null
  readonly others: readonly ListedCertificate[]
  /** The name of Exchange Server first, then the others that clients use on the Internet. */
  readonly names: readonly string[]
  /** The Essentials server's own name. */
  readonly remoteName: string
  readonly uses: readonly CertificateUse[]
  /** The files of this certificate on the site's drive, for what is made next. */
  readonly requestPath: string
  readonly answerPath: string
  /** Whether the authority's answer lies there already. */
  readonly answered: boolean
  /** A PFX that was exported with the Essentials server's name in it; empty where there is none. */
  readonly pfxPath: string
}

const folder = 'C:\\Certificates'

/** @param thumbprint its first characters tell files of one name apart; null for what has none yet */
export function certificateFile(thumbprint: string | null, name: string, kind: 'req' | 'p7b'): string {
  const plain = name.replace(/^\*/, 'any').replace(/[^a-z0-9.-]/gi, '_') || 'certificate'
  const mark = thumbprint === null ? '' : `-${thumbprint.slice(0, 8)}`
  return `${folder}\\${plain.slice(0, 60)}${mark}.${kind}`
}

/** Where Export-ExchangeCertificate is told to write. One file for a certificate, whatever it is called. */
export function exportedFile(thumbprint: string): string {
  return `${folder}\\Export-${thumbprint}.pfx`
}

export const backToCertificates = () => [{ label: 'Back to the certificates', href: '/email/certificates' }]

/** The name that a certificate is spoken of by. */
export function nameOf({ names, subject }: Pick<ListedCertificate, 'names' | 'subject'>): string {
  return names[0] ?? subject
}
