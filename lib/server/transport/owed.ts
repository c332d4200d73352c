import type { Claim } from './claim'

/** A claim whose commit is not answered for yet. */
interface Claiming {
  /** What it will have in hand if its commit comes to pass. */
  unsure: readonly Claim[]
  /** What others claimed since: of that this one was rolled back. */
  readonly elsewhere: Set<bigint>
}

/** Told what a claim is about to have in hand, before its commit. */
export type Unsure = (claims: readonly Claim[]) => void

const keyOf = ({ id, itemId, crashes }: Claim) => `${id} ${itemId} ${crashes}`

/**
 * What a process may have in hand without knowing it, since PostgreSQL did not answer for a commit. While messages are
 * being claimed none of it is given back, and the other way round: else what was claimed anew could be taken out of the
 * hands that work on it.
 */
export class Owed {
  readonly #claims = new Map<string, Claim>()
  readonly #claiming = new Map<Claiming, Promise<unknown>>()
  #giving: Promise<void> | null = null

  note(claims: readonly Claim[]): void {
    for (const claim of claims) this.#claims.set(keyOf(claim), claim)
  }

  /**
   * Claims messages by `claim`, after all that is owed is given back; what it takes is not owed any more. When it
   * throws, what it was unsure of is.
   */
  async claim<T extends Claim>(
    claim: (unsure: Unsure) => Promise<readonly T[]>,
    putBack: (claims: readonly Claim[]) => Promise<void>,
  ): Promise<readonly T[]> {
    while (this.#isDue) await this.giveBack(putBack)
    const own: Claiming = { unsure: [], elsewhere: new Set() }
    const under = claim((claims) => {
      own.unsure = claims
      own.elsewhere.clear()
    })
    this.#claiming.set(own, under)
    try {
      const taken = await under
      this.#took(taken)
      return taken
    } catch (thrown) {
      this.note(own.unsure.filter(({ id }) => !own.elsewhere.has(id)))
      throw thrown
    } finally {
      this.#claiming.delete(own)
    }
  }

  #took(taken: readonly Claim[]): void {
    for (const claim of taken) {
      this.#claims.delete(keyOf(claim))
      for (const other of this.#claiming.keys()) other.elsewhere.add(claim.id)
    }
  }

  get #isDue(): boolean {
    return this.#giving !== null || this.#claims.size > 0
  }

  /** Gives back by `putBack` until nothing is owed; what could not be given back is still owed. */
  async giveBack(putBack: (claims: readonly Claim[]) => Promise<void>): Promise<void> {
    while (this.#isDue) {
      this.#giving ??= this.#give(putBack).finally(() => {
        this.#giving = null
      })
      await this.#giving
    }
  }

  async #give(putBack: (claims: readonly Claim[]) => Promise<void>): Promise<void> {
    while (this.#claiming.size > 0) await Promise.allSettled(this.#claiming.values())
    const claims = [...this.#claims]
    if (claims.length > 0) await putBack(claims.map(([, claim]) => claim))
    // What was noted again meanwhile is another debt.
    for (const [key, claim] of claims) if (this.#claims.get(key) === claim) this.#claims.delete(key)
  }
}

const known = new Map<string, Owed>()

export function owedBy(process: string): Owed {
  const owed = known.get(process) ?? new Owed()
  known.set(process, owed)
  return owed
}
