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
 * What a process has in hand, and what it may have without working on it: since PostgreSQL did not answer for a commit,
 * or since a crash took back one that it had answered for. That is owed. While messages are being claimed none of it is
 * given back, and the other way round: else what was claimed anew could be taken out of the hands that work on it.
 */
export class InHand {
  readonly #held = new Map<string, Claim>()
  readonly #owed = new Map<string, Claim>()
  readonly #claiming = new Map<Claiming, Promise<unknown>>()
  #giving: Promise<void> | null = null
  /** What was held when PostgreSQL was last away; null when all that was forgotten is owed. */
  #heldAtLoss: ReadonlySet<Claim> | null = null

  owe(claims: readonly Claim[]): void {
    this.done(claims)
    for (const claim of claims) this.#owed.set(keyOf(claim), claim)
  }

  /** Nobody works on these any more: what became of them has been written. */
  done(claims: readonly Claim[]): void {
    for (const claim of claims) if (this.#held.get(keyOf(claim)) === claim) this.#held.delete(keyOf(claim))
  }

  /**
   * Claims messages by `claim`, after all that is owed is given back; what it takes is held, and not owed any more.
   * When it throws, what it was unsure of is.
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
      this.owe(own.unsure.filter(({ id }) => !own.elsewhere.has(id)))
      throw thrown
    } finally {
      this.#claiming.delete(own)
    }
  }

  #took(taken: readonly Claim[]): void {
    for (const claim of taken) {
      this.#owed.delete(keyOf(claim))
      this.#held.set(keyOf(claim), claim)
      for (const other of this.#claiming.keys()) other.elsewhere.add(claim.id)
    }
  }

  get #isDue(): boolean {
    return this.#giving !== null || this.#owed.size > 0
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
    const claims = [...this.#owed]
    if (claims.length > 0) await putBack(claims.map(([, claim]) => claim))
    // What came to be owed again meanwhile is another debt.
    for (const [key, claim] of claims) if (this.#owed.get(key) === claim) this.#owed.delete(key)
  }

  /**
   * PostgreSQL was away, and may have taken back the last commits: a message whose end was among them, and whose claim
   * was not, is in this process's name again, and nobody works on it.
   */
  databaseWasLost(): void {
    this.#heldAtLoss = new Set(this.#held.values())
  }

  /**
   * After PostgreSQL was away, owes what is in this process's name and not held: again and again, until all that was
   * held then is done, because its end may have been taken back, too.
   * @param inItsName what PostgreSQL says
   */
  async oweForgotten(inItsName: () => Promise<readonly Claim[]>): Promise<void> {
    const heldAtLoss = this.#heldAtLoss
    if (!heldAtLoss) return
    const holding = [...this.#held.values()].some((claim) => heldAtLoss.has(claim))
    const found = await inItsName()
    // What is being claimed at this moment is seen, too: it is not owed any more once that has been answered for.
    this.owe(found.filter((claim) => !this.#held.has(keyOf(claim))))
    if (!holding && this.#heldAtLoss === heldAtLoss) this.#heldAtLoss = null
  }
}

const known = new Map<string, InHand>()

export function inHandOf(process: string): InHand {
  const inHand = known.get(process) ?? new InHand()
  known.set(process, inHand)
  return inHand
}
