import { type Clue, cluesFor, type Explanation, explain, type Site } from '@/lib/exchange'

export interface Explained extends Explanation {
  /** What the site as it is now has to do with it. */
  readonly clues: readonly Clue[]
}

/** Explains each reply in a text, and what of this site bears on it. */
export async function explainOnSite(site: Site, text: string): Promise<readonly Explained[]> {
  return Promise.all(explain(text).map(async (one) => ({ ...one, clues: await cluesFor(site, one) })))
}
