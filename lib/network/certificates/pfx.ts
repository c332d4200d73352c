import type { KeyObject, X509Certificate } from 'node:crypto'
import { ok, type Result, refuse } from '@/lib/shell'
import { chainOf } from './certificate-chain'
import { type CertificateFacts, factsOf } from './certificate-facts'
import { attempt } from './der'
import { refuseNoPfx } from './not-a-pfx'
import { openPfx } from './pfx-opening'
import { refuseDamaged } from './pfx-refusals'
import type { PfxBags } from './pfx-safe'

export interface PfxContents {
  readonly certificate: CertificateFacts
  /** From the certificate's issuer up to the root, as far as the file has them. */
  readonly chain: readonly CertificateFacts[]
  /** PKCS #8, not encrypted. */
  readonly privateKeyPem: string
  readonly certificatePem: string
  readonly chainPem: readonly string[]
  /** The name for the certificate that the file carries, if it does; Exchange shows it as FriendlyName. */
  readonly friendlyName: string | null
}

/**
 * Reads a PFX (PKCS #12, RFC 7292) as Windows, OpenSSL 1 and 3 write it, and picks the certificate that
 * the private key belongs to. Never throws, whatever the bytes are. Refusals (target `Password`):
 * PfxPasswordIncorrect; (target `FileData`): PfxEmpty, PfxTooLarge, PfxTruncated, PfxNotAPfx, one for each
 * kind of certificate file that is no PFX, PfxDamaged, PfxAlgorithmUnsupported, PfxNotProtectedByPassword,
 * PfxIterationCountInvalid, PfxWithoutPrivateKey, PfxWithoutCertificate, PfxKeyMismatch.
 */
export async function parsePfx(bytes: Uint8Array, password: string): Promise<Result<PfxContents>> {
  const notPfx = refuseNoPfx(bytes)
  if (notPfx) return notPfx
  const bags = await openPfx(bytes, password)
  if (!bags.ok) return bags
  const pair = pairOf(bags.value)
  if (!pair.ok) return pair

  const [certificate, chain] = [
    pair.value.certificate,
    chainOf(pair.value.certificate, bags.value.certificates),
  ]
  const facts = factsOf(certificate, true)
  const chainFacts = chain.map((each) => factsOf(each, false))
  const privateKeyPem = attempt(() => pair.value.key.export({ type: 'pkcs8', format: 'pem' }).toString())
  if (!facts || !chainFacts.every((each) => each !== null) || !privateKeyPem) return refuseDamaged()
  return ok({
    certificate: facts,
    chain: chainFacts,
    privateKeyPem,
    certificatePem: certificate.toString(),
    chainPem: chain.map(String),
    friendlyName: bags.value.friendlyName,
  })
}

/** The first certificate, in the file's order, whose private key is in the file too. */
function pairOf({ certificates, keys }: PfxBags): Result<{ certificate: X509Certificate; key: KeyObject }> {
  for (const certificate of certificates) {
    const key = keys.find((each) => attempt(() => certificate.checkPrivateKey(each)))
    if (key) return ok({ certificate, key })
  }
  if (keys.length === 0) return refuseWithoutKey()
  return certificates.length === 0 ? refuseWithoutCertificate() : refuseMismatch()
}

function refuseWithoutKey(): Result<never> {
  return refuse('InvalidData', 'PfxWithoutPrivateKey', 'The PFX holds no private key.', {
    target: 'FileData',
    recommendedAction:
      'On the computer where the certificate was requested, export it again and choose "Yes, export the private key".',
  })
}

function refuseWithoutCertificate(): Result<never> {
  return refuse('InvalidData', 'PfxWithoutCertificate', 'The PFX holds a private key, but no certificate.', {
    target: 'FileData',
    recommendedAction:
      'Make the PFX from both: openssl pkcs12 -export -inkey mail.key -in mail.cer -out mail.pfx',
  })
}

function refuseMismatch(): Result<never> {
  return refuse(
    'InvalidData',
    'PfxKeyMismatch',
    'The private key in the PFX belongs to none of its certificates.',
    {
      target: 'FileData',
      recommendedAction:
        'Make the PFX again from the certificate and the key of the very request that it was issued for.',
    },
  )
}
