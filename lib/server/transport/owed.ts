import type { Claim } from './claim'

/**
 * What a process may have in hand without knowing it, since PostgreSQL did not answer for a commit. While messages are
 * being claimed none of it is given back, and the other way round: else what was claimed anew could be taken out of the
 * hands that work on it.
 */
export class Owed {
  readonly #claims = new Map<bigint, Claim>()
  readonly #claiming = new Set<Promise<unknown>>()
  #giving: Promise<void> | null = null

  note(claims: readonly Claim[]): void {
    for (const claim of claims) this.#claims.set(claim.id, claim)
  }

  /** Claims messages by `claim`; they are not owed any more, whatever was before. Give back what is owed first. */
  async claim<T extends Claim>(
    claim: () => Promise<readonly T[]>,
    putBack: (claims: readonly Claim[]) => Promise<void>,
  ): Promise<readonly T[]> {
    while (this.#giving || this.#claims.size > 0) await this.giveBack(putBack)
    const under = claim()
    this.#claiming.add(under)
    try {
      const taken = await under
      for (const { id } of taken) this.#claims.delete(id)
      return taken
    } finally {
      this.#claiming.delete(under)
    }
  }

  /** Gives back by `putBack`; what could not be given back is still owed. */
  async giveBack(putBack: (claims: readonly Claim[]) => Promise<void>): Promise<void> {
    if (this.#claims.size > 0)
      this.#giving ??= this.#give(putBack).finally(() => {
        this.#giving = null
      })
    await this.#giving
  }

  async #give(putBack: (claims: readonly Claim[]) => Promise<void>): Promise<void> {
    while (this.#claiming.size > 0) await Promise.allSettled(this.#claiming)
    const claims = [...this.#claims.values()]
    if (claims.length > 0) await putBack(claims)
    for (const { id } of claims) this.#claims.delete(id)
  }
}

const known = new Map<string, Owed>()

export function owedBy(process: string): Owed {
  const owed = known.get(process) ?? new Owed()
  known.set(process, owed)
  return owed
}
