import type { X509Certificate } from 'node:crypto'
import { AltName, Certificate } from 'pkijs'
import { isSelfSigned } from './certificate-chain'
import { attempt } from './der'
import { formatName, readName } from './distinguished-name'
import { toCertificateName } from './dns-name'

/** What a certificate says, as plain JSON. */
export interface CertificateFacts {
  /** As Get-ExchangeCertificate shows it: `CN=mail.contoso.com, O=contoso, S=Washington, C=US`. */
  readonly subject: string
  readonly issuer: string
  readonly commonName: string | null
  /** The host names that it speaks for, in lower case and as A-labels. */
  readonly names: readonly string[]
  /** Where `names` are from; the common name counts only where there is no DNS name (RFC 6125 6.4.4). */
  readonly namesFrom: 'subjectAltName' | 'commonName' | 'none'
  /** SHA-1 of the DER in capital hexadecimal digits, as Exchange shows it. */
  readonly thumbprint: string
  readonly serialNumber: string
  /** ISO 8601 in UTC. */
  readonly notBefore: string
  readonly notAfter: string
  /** `RSA 2048`, `ECDSA P-256`, `Ed25519`. */
  readonly keyAlgorithm: string
  /** As Windows names it: `sha256RSA`, `sha1RSA`, `sha256ECDSA`; the object identifier of others. */
  readonly signatureAlgorithm: string
  /** Issued by its own subject and signed by its own key. */
  readonly selfSigned: boolean
  readonly hasPrivateKey: boolean
}

/** The facts of a certificate; null where it is too broken to say who it is for, or when. */
export function factsOf(certificate: X509Certificate, hasPrivateKey: boolean): CertificateFacts | null {
  return attempt(() => readFacts(certificate, hasPrivateKey))
}

function readFacts(certificate: X509Certificate, hasPrivateKey: boolean): CertificateFacts {
  const parsed = Certificate.fromBER(certificate.raw)
  const subject = readName(parsed.subject)
  const commonName = subject.findLast((part) => part.name === 'CN')?.value ?? null
  return {
    subject: formatName(subject),
    issuer: formatName(readName(parsed.issuer)),
    commonName,
    ...namesOf(parsed, commonName),
    thumbprint: certificate.fingerprint.replaceAll(':', ''),
    serialNumber: certificate.serialNumber,
    notBefore: parsed.notBefore.value.toISOString(),
    notAfter: parsed.notAfter.value.toISOString(),
    keyAlgorithm: keyAlgorithmOf(certificate),
    signatureAlgorithm:
      SIGNATURES[parsed.signatureAlgorithm.algorithmId] ?? parsed.signatureAlgorithm.algorithmId,
    selfSigned: isSelfSigned(certificate),
    hasPrivateKey,
  }
}

const SUBJECT_ALT_NAME = '2.5.29.17'
const DNS_NAME = 2

function namesOf(
  certificate: Certificate,
  commonName: string | null,
): Pick<CertificateFacts, 'names' | 'namesFrom'> {
  const extension = certificate.extensions?.find((each) => each.extnID === SUBJECT_ALT_NAME)?.parsedValue
  const alternatives = extension instanceof AltName ? extension.altNames : []
  const names = alternatives
    .filter((each) => each.type === DNS_NAME)
    .map((each) => String(each.value).toLowerCase())
  if (names.length > 0) return { names: [...new Set(names)], namesFrom: 'subjectAltName' }
  const name = commonName && toCertificateName(commonName)
  return name ? { names: [name], namesFrom: 'commonName' } : { names: [], namesFrom: 'none' }
}

const SIGNATURES: Readonly<Record<string, string>> = {
  '1.2.840.113549.1.1.4': 'md5RSA',
  '1.2.840.113549.1.1.5': 'sha1RSA',
  '1.2.840.113549.1.1.10': 'RSASSA-PSS',
  '1.2.840.113549.1.1.11': 'sha256RSA',
  '1.2.840.113549.1.1.12': 'sha384RSA',
  '1.2.840.113549.1.1.13': 'sha512RSA',
  '1.2.840.10045.4.1': 'sha1ECDSA',
  '1.2.840.10045.4.3.2': 'sha256ECDSA',
  '1.2.840.10045.4.3.3': 'sha384ECDSA',
  '1.2.840.10045.4.3.4': 'sha512ECDSA',
  '1.3.101.112': 'Ed25519',
}

const CURVES: Readonly<Record<string, string>> = {
  prime256v1: 'P-256',
  secp384r1: 'P-384',
  secp521r1: 'P-521',
}

function keyAlgorithmOf(certificate: X509Certificate): string {
  const key = attempt(() => certificate.publicKey)
  const details = key?.asymmetricKeyDetails
  const curve = details?.namedCurve ?? 'unknown curve'
  switch (key?.asymmetricKeyType) {
    case 'rsa':
      return `RSA ${details?.modulusLength}`
    case 'rsa-pss':
      return `RSA-PSS ${details?.modulusLength}`
    case 'ec':
      return `ECDSA ${CURVES[curve] ?? curve}`
    case 'ed25519':
      return 'Ed25519'
    default:
      return key?.asymmetricKeyType ?? 'unknown'
  }
}
