import { createPublicKey } from 'node:crypto'
import { AltName, CertificationRequest, Extensions } from 'pkijs'
import { ok, type Result, refuse } from '@/lib/shell'
import { pemBlocksOf } from '../certificate-file'
import { attempt, derOf, readAs } from '../der'
import { type DistinguishedName, readName } from '../distinguished-name'
import { toCertificateName } from '../dns-name'
import { kindOf } from '../file-kind'

/** What somebody asks an authority for. */
export interface ReadRequest {
  readonly subject: DistinguishedName
  readonly commonName: string | null
  /** As in the subjectAltName that is asked for, the common name first where it is a host name. */
  readonly names: readonly string[]
  /** Asked for, and no names of the DNS: `exch01_1`, an address. */
  readonly notHostNames: readonly string[]
  /** SubjectPublicKeyInfo, DER. */
  readonly publicKey: Uint8Array
}

const LARGEST = 64 * 1024
const EXTENSION_REQUEST = '1.2.840.113549.1.9.14'
const SUBJECT_ALT_NAME = '2.5.29.17'

/**
 * A PKCS #10 request (RFC 2986), PEM or DER, whose signature proves that whoever sent it has the private key.
 * Refused (target `RequestFile`): what is no request, one that was altered on its way, a key that no authority
 * accepts.
 */
export async function readRequest(bytes: Uint8Array): Promise<Result<ReadRequest>> {
  const request = bytes.length > LARGEST ? null : parse(bytes)
  if (!request) return refuseNoRequest(bytes)
  const signed = await request.verify().catch(() => false)
  if (!signed)
    return refuseRequest(
      'RequestSignatureInvalid',
      'The request is not signed by the key that it names: it was altered, or cut off, on its way.',
      'Export the request again and submit that file.',
    )
  const publicKey = derOf(request.subjectPublicKeyInfo.toSchema())
  const weak = weakness(publicKey)
  if (weak) return refuseRequest('RequestKeyUnacceptable', weak, 'Make a new request with -KeySize 2048.')
  const subject = readName(request.subject)
  const commonName = subject.findLast(({ name }) => name === 'CN')?.value ?? null
  return ok({ subject, commonName, publicKey, ...namesOf(request, commonName) })
}

function parse(bytes: Uint8Array): CertificationRequest | null {
  const [block = Buffer.from(bytes)] = pemBlocksOf(bytes)
  return readAs(CertificationRequest, block)
}

/** Baseline Requirements 6.1.5: RSA of 2048 bits or more, P-256, P-384 or P-521. */
function weakness(spki: Uint8Array): string | null {
  const key = attempt(() => createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' }))
  const size = key?.asymmetricKeyDetails?.modulusLength ?? 0
  const curve = key?.asymmetricKeyDetails?.namedCurve ?? ''
  if (key?.asymmetricKeyType === 'ec' && ['prime256v1', 'secp384r1', 'secp521r1'].includes(curve)) return null
  if (key?.asymmetricKeyType !== 'rsa') return 'The key of the request is of a kind that no authority signs.'
  return size < 2048
    ? `The key of the request has ${size} bits; authorities sign none with fewer than 2048.`
    : null
}

function namesOf(request: CertificationRequest, commonName: string | null) {
  const asked = alternativeNames(request)
  const names = asked.flatMap((name) => toCertificateName(name) ?? [])
  const first = commonName && toCertificateName(commonName)
  return {
    names: [...new Set(first ? [first, ...names] : names)],
    notHostNames: asked.filter((name) => toCertificateName(name) === null),
  }
}

function alternativeNames(request: CertificationRequest): string[] {
  const attribute = request.attributes?.find(({ type }) => type === EXTENSION_REQUEST)
  const extensions = attribute && attempt(() => new Extensions({ schema: attribute.values[0] }).extensions)
  const found = extensions?.find(({ extnID }) => extnID === SUBJECT_ALT_NAME)?.parsedValue
  return found instanceof AltName
    ? found.altNames.map(({ type, value }) => (type === 2 ? String(value) : `a name of type ${type}`))
    : []
}

const INSTEAD: Readonly<Partial<Record<ReturnType<typeof kindOf>, string>>> = {
  pfx: 'The file is a PFX, which holds a certificate that was issued already.',
  certificate: 'The file is a certificate, not a request for one.',
  'certificate and key': 'The file is a certificate with its key, not a request for one.',
  'private key': 'The file is a private key. Send it to nobody.',
}

function refuseNoRequest(bytes: Uint8Array): Result<never> {
  const message = bytes.length > LARGEST ? undefined : INSTEAD[kindOf(bytes)]
  return refuseRequest(
    'RequestUnreadable',
    message ?? 'The file is no certificate request.',
    'Choose the file that New-ExchangeCertificate -GenerateRequest wrote.',
  )
}

function refuseRequest(errorId: string, message: string, recommendedAction: string): Result<never> {
  return refuse('InvalidData', errorId, message, { target: 'RequestFile', recommendedAction })
}
