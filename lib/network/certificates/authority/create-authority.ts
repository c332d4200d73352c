import { createHash, webcrypto, X509Certificate } from 'node:crypto'
import { AuthorityKeyIdentifier, BasicConstraints, Certificate, type Extension } from 'pkijs'
import { serialNumber, timeOf } from '../certificate-fields'
import { bits, derOf, octets } from '../der'
import { type DistinguishedName, encodeName } from '../distinguished-name'
import { extension } from '../server-extensions'

/** A public authority's own: a root that computers trust, and the intermediate that signs for it. PEM; keys are PKCS #8. */
export interface Authority {
  readonly rootPem: string
  readonly rootKeyPem: string
  readonly intermediatePem: string
  readonly intermediateKeyPem: string
}

/** P-256 with SHA-256: a key is made in a millisecond, an RSA key of an authority's size takes seconds. */
export const AUTHORITY_KEY = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
const YEAR = 365.25 * 86_400_000
/** keyCertSign (bit 5) and cRLSign (bit 6), RFC 5280 4.2.1.3. */
const KEY_USAGE = 0b0000_0110

const organization = 'Example Certificate Authority'
const nameOf = (commonName: string): DistinguishedName => [
  { oid: '2.5.4.10', name: 'O', value: organization },
  { oid: '2.5.4.3', name: 'CN', value: commonName },
]

/** A new authority, in business since some years: what it issues at `now` is within its own validity. */
export async function createAuthority(now: Date): Promise<Authority> {
  const [root, intermediate] = await Promise.all([newKeys(), newKeys()])
  const rootName = nameOf(`${organization} Root`)
  const from = (years: number) => new Date(now.getTime() + years * YEAR)
  const rootPem = await signed(
    { subject: rootName, issuer: rootName, from: from(-5), until: from(20), key: root.publicKey },
    { key: root.privateKey, identifier: null, pathLength: undefined },
  )
  const intermediatePem = await signed(
    {
      subject: nameOf(`${organization} E1`),
      issuer: rootName,
      from: from(-2),
      until: from(8),
      key: intermediate.publicKey,
    },
    { key: root.privateKey, identifier: keyIdentifierOf(rootPem), pathLength: 0 },
  )
  return {
    rootPem,
    rootKeyPem: await pemOf(root.privateKey),
    intermediatePem,
    intermediateKeyPem: await pemOf(intermediate.privateKey),
  }
}

async function newKeys(): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(AUTHORITY_KEY, true, ['sign', 'verify'])
}

interface Wanted {
  readonly subject: DistinguishedName
  readonly issuer: DistinguishedName
  readonly from: Date
  readonly until: Date
  readonly key: webcrypto.CryptoKey
}

async function signed(
  { subject, issuer, from, until, key }: Wanted,
  by: {
    key: webcrypto.CryptoKey
    /** The issuer's key identifier; null for its own. */
    identifier: ArrayBuffer | null
    pathLength: number | undefined
  },
): Promise<string> {
  const certificate = new Certificate({
    version: 2,
    serialNumber: serialNumber(),
    issuer: encodeName(issuer),
    subject: encodeName(subject),
    notBefore: timeOf(from),
    notAfter: timeOf(until),
  })
  await certificate.subjectPublicKeyInfo.importKey(key)
  const own = keyIdentifier(certificate)
  const constraints =
    by.pathLength === undefined ? { cA: true } : { cA: true, pathLenConstraint: by.pathLength }
  certificate.extensions = [
    extension('2.5.29.19', true, new BasicConstraints(constraints).toSchema()),
    extension('2.5.29.15', true, bits(KEY_USAGE, 7)),
    ...keyIdentifiers(own, by.identifier ?? own),
  ]
  await certificate.sign(by.key, 'SHA-256')
  return new X509Certificate(derOf(certificate.toSchema(true))).toString()
}

/** subjectKeyIdentifier and authorityKeyIdentifier: how clients find the way from one to the next. */
export function keyIdentifiers(own: ArrayBuffer, issuers: ArrayBuffer): Extension[] {
  const authority = new AuthorityKeyIdentifier({ keyIdentifier: octets(new Uint8Array(issuers)) })
  return [
    extension('2.5.29.14', false, octets(new Uint8Array(own))),
    extension('2.5.29.35', false, authority.toSchema()),
  ]
}

/** The SHA-1 of the public key's bits (RFC 5280 4.2.1.2, method 1). */
export function keyIdentifier({ subjectPublicKeyInfo }: Certificate): ArrayBuffer {
  const key = Buffer.from(subjectPublicKeyInfo.subjectPublicKey.valueBlock.valueHexView)
  return new Uint8Array(createHash('sha1').update(key).digest()).buffer
}

export function keyIdentifierOf(pem: string): ArrayBuffer {
  return keyIdentifier(Certificate.fromBER(new Uint8Array(new X509Certificate(pem).raw).buffer))
}

async function pemOf(key: webcrypto.CryptoKey): Promise<string> {
  const base64 = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', key)).toString('base64')
  const lines = base64.match(/.{1,64}/g) ?? []
  return ['-----BEGIN PRIVATE KEY-----', ...lines, '-----END PRIVATE KEY-----', ''].join('\n')
}
