import type { Command } from '@/lib/shell'

/** `neutral`: neither right nor wrong, something to know. */
export type RowState = 'ok' | 'pending' | 'warning' | 'error' | 'neutral'

/** What should be: known before anything is asked. */
export interface Expectation {
  readonly id: string
  readonly name: string
  readonly note?: string
  /** What people paste elsewhere, a line each; none where it only has to be gone. */
  readonly expected: readonly string[]
  /** Further cells, by the id of their column. */
  readonly cells?: Readonly<Record<string, string>>
  /** Required rows keep the checklist from being done. */
  readonly requirement: 'Required' | 'Recommended' | 'Optional'
}

/** What is, and the difference in words. */
export interface Finding {
  readonly found: readonly string[]
  readonly state: RowState
  /** Two or three words: "Matches", "Two SPF records". */
  readonly verdict: string
  readonly reason?: string
  readonly action?: string
  /** A command of the site that mends it at a click, as {title, command}. */
  readonly repair?: { readonly label: string; readonly command: Command }
}

/** One line of a checklist whose question is under way. */
export interface AskedRow extends Expectation {
  /** Null: there is nothing to say. */
  readonly finding: Promise<Finding | null>
  /** The line is there only when there is something to say; all others are there from the start. */
  readonly onlyIfFound: boolean
}

/** One line with its answer. */
export interface Row extends Expectation, Finding {}

export interface Checklist {
  readonly id: string
  readonly title: string
  readonly lead: string
  readonly columns: {
    readonly name: string
    readonly expected: string
    readonly found: string
    readonly more?: readonly { id: string; title: string }[]
    /** What stands where nothing was found: "no record". */
    readonly nothing?: string
  }
  /** They are asked side by side: a slow answer delays no other row. */
  readonly rows: readonly AskedRow[]
}

/** A row for a question that was asked, or for an answer that is known. */
export function asked(expectation: Expectation, answer: Finding | Promise<Finding>): AskedRow {
  return { ...expectation, finding: unheard(Promise.resolve(answer)), onlyIfFound: false }
}

/** A row for something that should not be there: no line as long as it is not. */
export function onlyIfFound(expectation: Expectation, answer: Promise<Finding | null>): AskedRow {
  return { ...expectation, finding: unheard(answer), onlyIfFound: true }
}

/** An answer that nobody waits for must not end the process by its failure; who waits still meets it. */
function unheard<T>(answer: Promise<T>): Promise<T> {
  answer.catch(() => undefined)
  return answer
}

/** All rows that have something to say, once the last one is answered. */
export async function answeredRows({ rows }: Checklist): Promise<readonly Row[]> {
  const answered = await Promise.all(
    rows.map(async ({ finding, ...expectation }) => {
      const found = await finding
      return found && { ...expectation, ...found }
    }),
  )
  return answered.filter((row) => row !== null)
}

/** How many required rows are not in order; the checklist is done when there are none. */
export function stillToDo(rows: readonly Row[]): number {
  return rows.filter(({ requirement, state }) => requirement === 'Required' && state !== 'ok').length
}
