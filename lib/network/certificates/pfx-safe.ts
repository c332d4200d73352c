import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto'
import {
  type Attribute,
  AuthenticatedSafe,
  CertBag,
  ContentInfo,
  EncryptedData,
  PKCS8ShroudedKeyBag,
  PrivateKeyInfo,
  type SafeBag,
  SafeContents,
} from 'pkijs'
import { ok, type Result } from '@/lib/shell'
import { attempt, derOf, octetsOf, readAs } from './der'
import type { IterationBudget } from './iteration-budget'
import { decrypt } from './pfx-encryption'
import type { PfxPassword } from './pfx-password'
import { refuseAlgorithm, refuseDamaged, refusePassword } from './pfx-refusals'

/** The whole store of a server may be exported as one PFX; beyond this it is no such file. */
const MOST_BAGS = 500

/** What a PFX holds, in the file's order. */
export interface PfxBags {
  readonly certificates: X509Certificate[]
  readonly keys: KeyObject[]
  /** The name that the Windows store shows, from the first bag that has one. */
  friendlyName: string | null
}

/**
 * Reads an AuthenticatedSafe and each SafeContents in it (RFC 7292 4.1), decrypting with this one reading of the
 * password. From the bytes each time: pkijs uses up the values that it reads a structure from.
 */
export async function collectBags(
  content: Buffer,
  password: PfxPassword,
  budget: IterationBudget,
): Promise<Result<PfxBags>> {
  const safe = readAs(AuthenticatedSafe, content)
  if (!safe) return refuseDamaged()
  const bags: PfxBags = { certificates: [], keys: [], friendlyName: null }
  for (const part of safe.safeContents) {
    const clear = await contentOf(part, password, budget)
    if (!clear.ok) return clear
    const contents = readAs(SafeContents, clear.value)
    // After a wrong password, one padding in 256 is right by chance, but what it uncovers is no SafeContents.
    if (!contents) return part.contentType === ContentInfo.ENCRYPTED_DATA ? refusePassword() : refuseDamaged()
    const collected = await collect(contents, bags, password, budget)
    if (!collected.ok) return collected
  }
  return ok(bags)
}

async function contentOf(
  part: ContentInfo,
  password: PfxPassword,
  budget: IterationBudget,
): Promise<Result<Buffer>> {
  if (part.contentType === ContentInfo.DATA) {
    const content = octetsOf(part.content)
    return content ? ok(content) : refuseDamaged()
  }
  if (part.contentType !== ContentInfo.ENCRYPTED_DATA) return refuseAlgorithm('encrypted', part.contentType)
  const data = attempt(() => new EncryptedData({ schema: part.content }).encryptedContentInfo)
  const encrypted = data && attempt(() => Buffer.from(data.getEncryptedContent()))
  if (!data || !encrypted) return refuseDamaged()
  return decryptOrRefuse(data.contentEncryptionAlgorithm, encrypted, password, budget)
}

async function collect(
  contents: SafeContents,
  bags: PfxBags,
  password: PfxPassword,
  budget: IterationBudget,
): Promise<Result<null>> {
  for (const bag of contents.safeBags) {
    if (bags.certificates.length + bags.keys.length >= MOST_BAGS) return refuseDamaged()
    bags.friendlyName ??= friendlyNameOf(bag)
    const value = bag.bagValue
    if (value instanceof CertBag) {
      const certificate = attempt(() => new X509Certificate(octetsOf(value.certValue) ?? Buffer.alloc(0)))
      if (!certificate) return refuseDamaged()
      bags.certificates.push(certificate)
    } else if (value instanceof PrivateKeyInfo) {
      const key = attempt(() => privateKeyOf(derOf(value.toSchema())))
      if (!key) return refuseDamaged()
      bags.keys.push(key)
    } else if (value instanceof PKCS8ShroudedKeyBag) {
      const key = await shroudedKey(value, password, budget)
      if (!key.ok) return key
      bags.keys.push(key.value)
    } else if (value instanceof SafeContents) {
      const nested = await collect(value, bags, password, budget)
      if (!nested.ok) return nested
    }
  }
  return ok(null)
}

async function shroudedKey(
  bag: PKCS8ShroudedKeyBag,
  password: PfxPassword,
  budget: IterationBudget,
): Promise<Result<KeyObject>> {
  const encrypted = octetsOf(bag.encryptedData)
  if (!encrypted) return refuseDamaged()
  const der = await decryptOrRefuse(bag.encryptionAlgorithm, encrypted, password, budget)
  if (!der.ok) return der
  const key = privateKeyOf(der.value)
  return key ? ok(key) : refusePassword()
}

async function decryptOrRefuse(
  ...[algorithm, data, password, budget]: Parameters<typeof decrypt>
): Promise<Result<Buffer>> {
  const clear = await decrypt(algorithm, data, password, budget)
  if (!clear.ok) return clear
  return clear.value ? ok(clear.value) : refusePassword()
}

function privateKeyOf(der: Buffer): KeyObject | null {
  return attempt(() => createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }))
}

const FRIENDLY_NAME = '1.2.840.113549.1.9.20'

function friendlyNameOf(bag: SafeBag): string | null {
  const attribute = bag.bagAttributes?.find((each: Attribute) => each.type === FRIENDLY_NAME)
  const name = attribute?.values[0]?.valueBlock?.value
  return typeof name === 'string' && name !== '' ? name : null
}
