import { createHmac } from 'node:crypto'
import { ContentInfo, type MacData, PFX } from 'pkijs'
import { ok, type Result } from '@/lib/shell'
import { octetsOf, readAs } from './der'
import { IterationBudget } from './iteration-budget'
import { derivePkcs12Key, HASHES, MAC, type PfxPassword, readingsOf } from './pfx-password'
import { refuseAlgorithm, refuseDamaged, refusePassword, refusePublicKeyMode } from './pfx-refusals'
import { collectBags, type PfxBags } from './pfx-safe'

/**
 * What a PFX holds (RFC 7292 section 4), its MAC checked and its parts decrypted. A password has more than
 * one reading: with a MAC it tells which one was meant, without one the first that decrypts is taken.
 */
export async function openPfx(bytes: Uint8Array, password: string): Promise<Result<PfxBags>> {
  const pfx = readAs(PFX, bytes)
  if (!pfx) return refuseDamaged()
  if (pfx.authSafe.contentType !== ContentInfo.DATA) return refusePublicKeyMode()

  const content = octetsOf(pfx.authSafe.content)
  if (!content) return refuseDamaged()

  const budget = new IterationBudget()
  const readings = readingsOf(password)
  if (pfx.macData) {
    const meant = readingOfMac(pfx.macData, content, readings, budget)
    return meant.ok ? collectBags(content, meant.value, budget) : meant
  }
  for (const reading of readings) {
    const bags = await collectBags(content, reading, new IterationBudget())
    if (bags.ok || bags.error.errorId !== 'PfxPasswordIncorrect') return bags
  }
  return refusePassword()
}

/** The reading of the password under which the MAC is right (RFC 7292 5.1); none: refused. */
function readingOfMac(
  macData: MacData,
  content: Buffer,
  readings: readonly PfxPassword[],
  budget: IterationBudget,
): Result<PfxPassword> {
  const algorithm = macData.mac.digestAlgorithm.algorithmId
  const hash = algorithm in HASHES ? HASHES[algorithm as keyof typeof HASHES] : null
  const salt = octetsOf(macData.macSalt)
  const digest = octetsOf(macData.mac.digest)
  if (!hash) return refuseAlgorithm('sealed', algorithm)
  if (!salt || !digest) return refuseDamaged()

  const iterations = macData.iterations ?? 1
  const affordable = budget.spend(iterations)
  if (!affordable.ok) return affordable
  const meant = readings.find((reading) => {
    const derivation = { purpose: MAC, salt, iterations, length: hash.length, hash: hash.name } as const
    const key = derivePkcs12Key(reading, derivation)
    return createHmac(hash.name, key).update(content).digest().equals(digest)
  })
  return meant ? ok(meant) : refusePassword()
}
