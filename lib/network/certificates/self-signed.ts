import { X509Certificate } from 'node:crypto'
import { Certificate } from 'pkijs'
import { ok, type Result } from '@/lib/shell'
import { type CertificateFacts, factsOf } from './certificate-facts'
import { serialNumber, timeOf } from './certificate-fields'
import { derOf } from './der'
import { type DistinguishedName, encodeName } from './distinguished-name'
import { createKeyPair } from './key-pair'
import { parseNames } from './parse-names'
import { parseSubject } from './parse-subject'
import { serverExtensions } from './server-extensions'

export interface SelfSignedCertificate {
  readonly certificatePem: string
  /** PKCS #8, not encrypted. */
  readonly privateKeyPem: string
  readonly facts: CertificateFacts
  /** What Exchange calls the certificates that it makes for itself. */
  readonly friendlyName: string
}

export interface SelfSignedOptions {
  /** The server's name, such as EX01: the subject becomes `CN=EX01`. */
  readonly commonName: string
  readonly names: readonly string[]
  /** Five years with their leap day, as New-ExchangeCertificate issues. */
  readonly days?: number
  /** Bits of the RSA key; 2048. */
  readonly keySize?: number
  readonly now: Date
}

const DAY = 24 * 60 * 60 * 1000

/**
 * A self-signed certificate as Exchange's Setup and New-ExchangeCertificate make it: RSA 2048, SHA-256, for
 * server authentication. Refused: a name that is no host name (`DomainName`), a common name that does not fit
 * (`SubjectName`).
 */
export async function createSelfSigned(options: SelfSignedOptions): Promise<Result<SelfSignedCertificate>> {
  const subject = parseSubject(`CN="${options.commonName.replace(/["\\]/g, '\\$&')}"`)
  if (!subject.ok) return subject
  const names = parseNames(options.commonName, options.names)
  if (!names.ok) return names
  const { keys, privateKeyPem } = await createKeyPair(options.keySize)

  const certificate = unsigned(subject.value, names.value, options)
  await certificate.subjectPublicKeyInfo.importKey(keys.publicKey)
  await certificate.sign(keys.privateKey, 'SHA-256')
  const signed = new X509Certificate(derOf(certificate.toSchema(true)))
  const facts = factsOf(signed, true)
  if (!facts) throw new Error('A certificate that was just signed cannot be read.')
  return ok({ certificatePem: signed.toString(), privateKeyPem, facts, friendlyName: 'Microsoft Exchange' })
}

function unsigned(subject: DistinguishedName, names: string[], { days = 1826, now }: SelfSignedOptions) {
  return new Certificate({
    version: 2, // v3
    serialNumber: serialNumber(),
    issuer: encodeName(subject),
    subject: encodeName(subject),
    notBefore: timeOf(now),
    notAfter: timeOf(new Date(now.getTime() + days * DAY)),
    extensions: serverExtensions(names),
  })
}
