import type { Command } from '@/lib/shell'

export type RowState = 'ok' | 'pending' | 'warning' | 'error'

/** One line of a checklist: what should be, what is, and the difference in words. */
export interface Row {
  readonly id: string
  readonly name: string
  readonly note?: string
  /** Cells between the name and the state, by column id. `copy` marks what people paste elsewhere. */
  readonly expected: readonly string[]
  readonly found: readonly string[]
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
  }
  readonly rows: readonly Row[]
  /** All required rows are ok. */
  readonly done: boolean
}

export function checklistDone(rows: readonly Row[]): boolean {
  return rows.every((row) => !row.required || row.state === 'ok')
}
