import { createPrivateKey, createPublicKey, webcrypto, X509Certificate } from 'node:crypto'
import { Certificate, PublicKeyInfo } from 'pkijs'
import { type CertificateFacts, factsOf } from '../certificate-facts'
import { serialNumber, timeOf } from '../certificate-fields'
import { bytesOf, derOf } from '../der'
import { encodeName } from '../distinguished-name'
import { createKeyPair } from '../key-pair'
import { serverExtensions } from '../server-extensions'
import {
  AUTHORITY_KEY,
  type Authority,
  keyIdentifier,
  keyIdentifierOf,
  keyIdentifiers,
} from './create-authority'

/** What a certificate is to say. It is not judged here: `validateNames` and `lastMoment` have the rules. */
export interface Wording {
  /** null for a subject without a name. */
  readonly commonName: string | null
  /** The subjectAltName; for no names the certificate has none, as those of the nineties. */
  readonly names: readonly string[]
  readonly notBefore: Date
  readonly notAfter: Date
}

export interface IssuedCertificate {
  readonly certificatePem: string
  /** The intermediate, then the root. */
  readonly chainPem: readonly string[]
  readonly facts: CertificateFacts
}

type Issuing = Pick<Authority, 'rootPem' | 'intermediatePem' | 'intermediateKeyPem'>

/**
 * A TLS server's certificate for the public key (SubjectPublicKeyInfo in DER), signed with SHA-256 by the
 * authority's intermediate. A domain-validated one: of the subject it holds the common name alone (Baseline
 * Requirements 7.1.2.7.2).
 */
export async function issueCertificate(
  authority: Issuing,
  { commonName, names, notBefore, notAfter }: Wording,
  publicKey: Uint8Array,
): Promise<IssuedCertificate> {
  const issuer = new X509Certificate(authority.intermediatePem)
  const subject = commonName === null ? [] : [{ oid: '2.5.4.3', name: 'CN', value: commonName }]
  const certificate = new Certificate({
    version: 2,
    serialNumber: serialNumber(),
    issuer: Certificate.fromBER(bytesOf(issuer.raw)).subject,
    subject: encodeName(subject),
    notBefore: timeOf(notBefore),
    notAfter: timeOf(notAfter),
    subjectPublicKeyInfo: PublicKeyInfo.fromBER(bytesOf(publicKey)),
  })
  certificate.extensions = [
    ...serverExtensions(names),
    ...keyIdentifiers(keyIdentifier(certificate), keyIdentifierOf(authority.intermediatePem)),
  ]
  await certificate.sign(await signingKey(authority), 'SHA-256')
  const signed = new X509Certificate(derOf(certificate.toSchema(true)))
  const facts = factsOf(signed, false)
  if (!facts) throw new Error('A certificate that was just signed cannot be read.')
  return {
    certificatePem: signed.toString(),
    chainPem: [authority.intermediatePem, authority.rootPem],
    facts,
  }
}

/** The same with a new RSA key, for whoever needs a whole certificate at once. */
export async function issueWithKey(
  authority: Issuing,
  wording: Wording,
): Promise<IssuedCertificate & { readonly privateKeyPem: string }> {
  const { privateKeyPem } = await createKeyPair()
  const publicKey = createPublicKey(privateKeyPem).export({ type: 'spki', format: 'der' })
  const issued = await issueCertificate(authority, wording, publicKey)
  return { ...issued, facts: { ...issued.facts, hasPrivateKey: true }, privateKeyPem }
}

async function signingKey({ intermediateKeyPem }: Issuing): Promise<webcrypto.CryptoKey> {
  const der = createPrivateKey(intermediateKeyPem).export({ type: 'pkcs8', format: 'der' })
  return webcrypto.subtle.importKey('pkcs8', new Uint8Array(der), AUTHORITY_KEY, false, ['sign'])
}
