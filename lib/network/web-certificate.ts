import type { Noun, Site } from '@/lib/exchange'
import type { CertificateFacts } from './certificates'

/** The certificate that the Essentials server's own web site was given: for Remote Web Access. One object, named so. */
export interface WebCertificate {
  readonly domainName: string
  readonly facts: CertificateFacts
  readonly certificatePem: string
  readonly chainPem: readonly string[]
  /** PKCS #8, sealed by the vault. */
  readonly privateKey: string
}

export const webCertificate: Noun<WebCertificate> = {
  class: 'WebCertificate',
  title: 'certificate of Remote Web Access',
  secrets: ['privateKey'],
}
export const webCertificateName = 'Remote Web Access'

/** Null as long as nobody gave it one: then the server shows one that it issued to itself. */
export async function findWebCertificate({ store }: Pick<Site, 'store'>): Promise<WebCertificate | null> {
  return (await store.find(webCertificate, webCertificateName))?.properties ?? null
}
