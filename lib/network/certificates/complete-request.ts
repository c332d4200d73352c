import { createPrivateKey } from 'node:crypto'
import { ok, type Result, refuse } from '@/lib/shell'
import { chainOf } from './certificate-chain'
import { type CertificateFacts, factsOf } from './certificate-facts'
import { certificatesIn } from './certificate-file'
import { attempt } from './der'
import { kindOf } from './file-kind'

export interface CompletedRequest {
  readonly certificate: CertificateFacts
  readonly certificatePem: string
  /** From the certificate's issuer up, as far as the answer has them. */
  readonly chain: readonly CertificateFacts[]
  readonly chainPem: readonly string[]
}

/** Well over the longest chain; a file beyond it is not looked into. */
const LARGEST = 1024 * 1024

/**
 * Joins a certification authority's answer (PEM, DER or a PKCS #7 chain) with the key of the pending request.
 * Refused with target `FileData`: no certificate in the file, and what it is instead; a certificate that was
 * issued for another key. A pending key that cannot be read is refused as RequestKeyUnreadable.
 */
export function completeRequest(
  requestKeyPem: string,
  answer: Uint8Array | string,
): Result<CompletedRequest> {
  const bytes = typeof answer === 'string' ? Buffer.from(answer, 'utf8') : answer
  if (bytes.length > LARGEST) return refuseKind('unknown')
  const key = attempt(() => createPrivateKey(requestKeyPem))
  if (!key) return refuseKey()
  const certificates = certificatesIn(bytes)
  if (certificates.length === 0) return refuseKind(kindOf(bytes))
  const certificate = certificates.find((each) => attempt(() => each.checkPrivateKey(key)))
  if (!certificate) return refuseMismatch(certificates.length)

  const chain = chainOf(certificate, certificates)
  const facts = factsOf(certificate, true)
  const chainFacts = chain.map((each) => factsOf(each, false))
  if (!facts || !chainFacts.every((each) => each !== null)) return refuseKind('unknown')
  return ok({
    certificate: facts,
    certificatePem: certificate.toString(),
    chain: chainFacts,
    chainPem: chain.map(String),
  })
}

const WRONG_FILES: Readonly<Partial<Record<ReturnType<typeof kindOf>, string>>> = {
  pfx: 'The file is a PFX, which brings its own key: import it as a certificate of its own, without a request.',
  request: 'The file is the request itself, not the certificate that was issued for it.',
  'private key': 'The file is a private key, not a certificate.',
}

function refuseKind(kind: ReturnType<typeof kindOf>): Result<never> {
  const message = WRONG_FILES[kind] ?? 'The file holds no certificate.'
  return refuse('InvalidData', 'CertificateFileUnreadable', message, {
    target: 'FileData',
    recommendedAction:
      'Choose the certificate that the certification authority sent back: a .cer, .crt, .pem or .p7b file.',
  })
}

function refuseMismatch(count: number): Result<never> {
  const message =
    count === 1
      ? 'The certificate was not issued for this request: it belongs to another private key.'
      : `None of the ${count} certificates in the file was issued for this request: they belong to other private keys.`
  return refuse('InvalidData', 'CertificateKeyMismatch', message, {
    target: 'FileData',
    recommendedAction:
      'Complete the request that the certificate was ordered with; if that request is gone, have the certificate reissued for this one.',
  })
}

function refuseKey(): Result<never> {
  const message = 'The private key of the pending request cannot be read.'
  return refuse('InvalidData', 'RequestKeyUnreadable', message, {
    recommendedAction: 'Remove the request, create a new one and have the certificate reissued for it.',
  })
}
