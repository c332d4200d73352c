import type { AlgorithmIdentifier } from 'pkijs'
import { ok, type Result } from '@/lib/shell'
import type { IterationBudget } from './iteration-budget'
import { PBES2, readPbes2 } from './pbes2'
import type { PfxPassword } from './pfx-password'
import { refuseAlgorithm } from './pfx-refusals'
import { readPkcs12Pbe } from './pkcs12-pbe'

/** A way to encrypt with a password, as a file has set it up. */
export interface PasswordScheme {
  readonly iterations: number
  /** The clear text, or null where the password does not fit. */
  readonly decrypt: (password: PfxPassword, data: Buffer) => Promise<Buffer | null>
}

/**
 * What `algorithm` has encrypted, in the clear; null where the password does not fit (the padding is wrong).
 * Refuses algorithms that it does not know and iteration counts beyond the budget.
 */
export async function decrypt(
  algorithm: AlgorithmIdentifier,
  data: Buffer,
  password: PfxPassword,
  budget: IterationBudget,
): Promise<Result<Buffer | null>> {
  const scheme = algorithm.algorithmId === PBES2 ? readPbes2(algorithm) : readPkcs12Pbe(algorithm)
  if (!scheme) return refuseAlgorithm('encrypted', algorithm.algorithmId)
  const affordable = budget.spend(scheme.iterations)
  return affordable.ok ? ok(await scheme.decrypt(password, data)) : affordable
}
