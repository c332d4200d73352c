import {
  createHash,
  createHmac,
  createPrivateKey,
  type KeyObject,
  randomBytes,
  X509Certificate,
} from 'node:crypto'
import { type BaseBlock, BmpString, Integer, Null, ObjectIdentifier, Primitive, Set as SetOf } from 'asn1js'
import { ContentInfo } from 'pkijs'
import { ok, type Result, refuse } from '@/lib/shell'
import { attempt, bytesOf, derOf, explicit, octets, sequence } from './der'
import { derivePkcs12Key, MAC, type PfxPassword } from './pfx-password'
import { encryptWith3Des } from './pkcs12-pbe'

export interface PfxSource {
  readonly certificatePem: string
  readonly chainPem: readonly string[]
  readonly privateKeyPem: string
  readonly password: string
  readonly friendlyName?: string
}

/** The most that export tools write (Microsoft KB5025823); Windows itself writes 2,000. */
const ITERATIONS = 10_000

/**
 * A PFX of a certificate, its chain and its key: 3DES with a SHA-1 MAC, which Windows calls TripleDES-SHA1.
 * Not AES: the file is made to be carried to Windows Server 2012 R2 and 2016, which read nothing else and
 * call an AES file a wrong password; OpenSSL 3 opens it without its legacy provider. Guard it by its password
 * and by deleting it, not by its cipher. Refused: PEM that is none, a key of another certificate.
 */
export async function createPfx(source: PfxSource): Promise<Result<Uint8Array>> {
  const certificate = attempt(() => new X509Certificate(source.certificatePem))
  if (!certificate) return refusePem('certificate')
  const key = attempt(() => createPrivateKey(source.privateKeyPem))
  if (!key) return refusePem('private key')
  if (!certificate.checkPrivateKey(key)) return refuseMismatch()
  const chain = source.chainPem.map((pem) => attempt(() => new X509Certificate(pem)))
  if (!chain.every((each) => each !== null)) return refusePem('chain')

  const password = { characters: source.password, octets: Buffer.from(source.password) }
  const attributes = attributesOf(certificate, source.friendlyName)
  const certificates = sequence(certBag(certificate, attributes), ...chain.map((each) => certBag(each)))
  const keys = sequence(keyBag(key, password, attributes))
  const safe = derOf(sequence(encryptedData(derOf(certificates), password), data(derOf(keys))))
  const version = new Integer({ value: 3 })
  return ok(new Uint8Array(derOf(sequence(version, data(safe), macOf(safe, password)))))
}

const CERT_BAG = '1.2.840.113549.1.12.10.1.3'
const SHROUDED_KEY_BAG = '1.2.840.113549.1.12.10.1.2'
const X509_CERTIFICATE = '1.2.840.113549.1.9.22.1'
const FRIENDLY_NAME = '1.2.840.113549.1.9.20'
const LOCAL_KEY_ID = '1.2.840.113549.1.9.21'
const SHA1 = '1.3.14.3.2.26'

function certBag(certificate: X509Certificate, attributes?: BaseBlock): BaseBlock {
  const bag = sequence(oid(X509_CERTIFICATE), explicit(0, octets(certificate.raw)))
  return sequence(oid(CERT_BAG), explicit(0, bag), ...(attributes ? [attributes] : []))
}

function keyBag(key: KeyObject, password: PfxPassword, attributes: BaseBlock): BaseBlock {
  const der = key.export({ type: 'pkcs8', format: 'der' })
  const { algorithm, encrypted } = encryptWith3Des(der, password, ITERATIONS)
  return sequence(oid(SHROUDED_KEY_BAG), explicit(0, sequence(algorithm, octets(encrypted))), attributes)
}

/** The same localKeyId on certificate and key is how Windows and OpenSSL see that they belong together. */
function attributesOf(certificate: X509Certificate, friendlyName?: string): BaseBlock {
  const keyId = createHash('sha1').update(certificate.raw).digest()
  const attribute = (type: string, value: BaseBlock) => sequence(oid(type), new SetOf({ value: [value] }))
  const named = friendlyName ? [attribute(FRIENDLY_NAME, new BmpString({ value: friendlyName }))] : []
  return new SetOf({ value: [attribute(LOCAL_KEY_ID, octets(keyId)), ...named] })
}

function data(content: Buffer): BaseBlock {
  return sequence(oid(ContentInfo.DATA), explicit(0, octets(content)))
}

function encryptedData(content: Buffer, password: PfxPassword): BaseBlock {
  const { algorithm, encrypted } = encryptWith3Des(content, password, ITERATIONS)
  const implicit = new Primitive({ idBlock: { tagClass: 3, tagNumber: 0 }, valueHex: bytesOf(encrypted) })
  const contentInfo = sequence(oid(ContentInfo.DATA), algorithm, implicit)
  return sequence(
    oid(ContentInfo.ENCRYPTED_DATA),
    explicit(0, sequence(new Integer({ value: 0 }), contentInfo)),
  )
}

function macOf(safe: Buffer, password: PfxPassword): BaseBlock {
  const salt = randomBytes(8)
  const derivation = { purpose: MAC, salt, iterations: ITERATIONS, length: 20, hash: 'sha1' } as const
  const digest = createHmac('sha1', derivePkcs12Key(password, derivation)).update(safe).digest()
  const digestInfo = sequence(sequence(oid(SHA1), new Null()), octets(digest))
  return sequence(digestInfo, octets(salt), new Integer({ value: ITERATIONS }))
}

function oid(value: string): ObjectIdentifier {
  return new ObjectIdentifier({ value })
}

function refusePem(what: 'certificate' | 'private key' | 'chain'): Result<never> {
  return refuse(
    'InvalidData',
    'PfxSourceUnreadable',
    `The ${what} cannot be read, so no PFX was made of it.`,
    {
      target: 'Thumbprint',
      recommendedAction: 'Import the certificate with its private key again, then export it.',
    },
  )
}

function refuseMismatch(): Result<never> {
  const message = 'The private key does not belong to the certificate, so no PFX was made of them.'
  return refuse('InvalidData', 'PfxSourceKeyMismatch', message, {
    target: 'Thumbprint',
    recommendedAction: 'Import the certificate with its own private key again, then export it.',
  })
}
