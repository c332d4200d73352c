import type { Command } from '@/lib/shell'

export type RowState = 'ok' | 'pending' | 'warning' | 'error'

/** One line of a checklist: what should be, what is, and the difference in words. */
export interface Row {
  readonly id: string
  readonly name: string
  readonly note?: string
  /** What people paste elsewhere, a line each; none where it only has to be gone. */
  readonly expected: readonly string[]
  readonly found: readonly string[]
  /** Further cells, by the id of their column. */
  readonly cells?: Readonly<Record<string, string>>
  readonly state: RowState
  /** Two or three words: "Matches", "Two SPF records". */
  readonly verdict: string
  readonly reason?: string
  readonly action?: string
  /** Required rows keep the checklist from being done. */
  readonly required: boolean
  /** A command of the site that mends it at a click, as {title, command}. */
  readonly repair?: { readonly label: string; readonly command: Command }
}

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
  readonly rows: readonly Row[]
  /** All required rows are ok. */
  readonly done: boolean
}

export function checklistDone(rows: readonly Row[]): boolean {
  return rows.every((row) => !row.required || row.state === 'ok')
}
