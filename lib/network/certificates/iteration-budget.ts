import { Integer } from 'asn1js'
import { ok, type Result, refuse } from '@/lib/shell'

/**
 * All the password iterations that one file may ask for, its MAC included. Export tools write 2,000 to
 * 10,000 each; 600,000 is where .NET itself stops since June 2023 (Microsoft KB5025823). A file that asks
 * for 2^31 would keep a server busy for an hour.
 */
export const ITERATIONS_PER_FILE = 600_000

/** What one reading of a file may still spend on hashing the password. */
export class IterationBudget {
  private left = ITERATIONS_PER_FILE

  /** Takes `iterations` from what is left, or refuses before anything was computed. */
  spend(iterations: number): Result<number> {
    if (iterations >= 1 && iterations <= this.left) {
      this.left -= iterations
      return ok(iterations)
    }
    return refuse(
      'InvalidData',
      'PfxIterationCountInvalid',
      'The PFX asks for more rounds of password hashing than the 600,000 that a file is given here, or for none.',
      {
        target: 'FileData',
        recommendedAction:
          'Export the certificate again with the usual settings: Windows writes 2,000 rounds, OpenSSL 2,048.',
      },
    )
  }
}

/** The iteration count written in an INTEGER; 0, which no budget accepts, where it is none or out of range. */
export function iterationsOf(block: unknown): number {
  if (!(block instanceof Integer)) return 0
  const count = block.toBigInt()
  return count > 0n && count < 2n ** 31n ? Number(count) : 0
}
