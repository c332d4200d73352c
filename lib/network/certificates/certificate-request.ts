import { Attribute, CertificationRequest, Extensions } from 'pkijs'
import { ok, type Result } from '@/lib/shell'
import { derOf } from './der'
import { encodeName } from './distinguished-name'
import { createKeyPair } from './key-pair'
import { parseNames } from './parse-names'
import { parseSubject } from './parse-subject'
import { serverExtensions } from './server-extensions'

export interface CertificateRequest {
  /** What is sent to the certification authority. */
  readonly pem: string
  /** PKCS #8, not encrypted: kept until the answer comes, for `completeRequest`. */
  readonly privateKeyPem: string
}

/** extensionRequest (RFC 2985 5.4.2): the extensions that the certificate is asked to have. */
const EXTENSION_REQUEST = '1.2.840.113549.1.9.14'

/**
 * A certificate request (PKCS #10, RFC 2986) with a new RSA key of `keySize` bits (2048), as
 * `New-ExchangeCertificate -GenerateRequest` makes it. `subject` is an X.500 name as typed (`parseSubject`),
 * `names` become the subjectAltName, with the subject's CN first. Refused: what either refuses.
 */
export async function createRequest(options: {
  readonly subject: string
  readonly names: readonly string[]
  readonly keySize?: number
}): Promise<Result<CertificateRequest>> {
  const subject = parseSubject(options.subject)
  if (!subject.ok) return subject
  const commonName = subject.value.findLast((part) => part.name === 'CN')?.value ?? null
  const names = parseNames(commonName, options.names)
  if (!names.ok) return names
  const { keys, privateKeyPem } = await createKeyPair(options.keySize)

  const extensions = new Extensions({ extensions: serverExtensions(names.value) }).toSchema()
  const request = new CertificationRequest({
    version: 0,
    subject: encodeName(subject.value),
    attributes: [new Attribute({ type: EXTENSION_REQUEST, values: [extensions] })],
  })
  await request.subjectPublicKeyInfo.importKey(keys.publicKey)
  await request.sign(keys.privateKey, 'SHA-256')
  return ok({ pem: pemOf(derOf(request.toSchema(true))), privateKeyPem })
}

/** With the label that Windows and Exchange write; OpenSSL and certification authorities read both. */
function pemOf(der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? []
  const label = 'NEW CERTIFICATE REQUEST'
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n')
}
