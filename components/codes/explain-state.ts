import type { Clue, Explanation } from '@/lib/exchange'

/** A reply with what it means and what of the site bears on it. */
export interface ExplainedReply extends Explanation {
  readonly clues: readonly Clue[]
}
