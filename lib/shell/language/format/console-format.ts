import { property } from '../evaluate/properties'
import type { Datum } from '../values/datum'
import { type Layout, layoutOf, runLines, shownObjects } from './format'
import { settledColumns, type TableColumn, tableLines } from './table'
import type { Views } from './view'

/** So many objects decide on a table's columns, and stand in memory at once. */
const batch = 200

const endings: Readonly<Record<Layout['kind'], readonly string[]>> = {
  lines: [],
  table: ['', ''],
  list: [''],
}

/**
 * Objects as the console shows them, while they come: what stands together has one heading, however many batches
 * it came in. Every method gives the lines that are ready.
 */
export class ConsoleFormat {
  #layout: Layout | null = null
  #values: Datum[] = []
  /** Of the table that is being written; null before its first batch. */
  #columns: readonly TableColumn[] | null = null
  #begun = false

  /** `width`: columns of the console. */
  constructor(
    readonly views: Views,
    readonly width: number,
  ) {}

  add(value: Datum): string[] {
    return shownObjects(value).flatMap((one) => this.#addOne(one))
  }

  #addOne(value: Datum): string[] {
    const layout = layoutOf(value, this.views)
    const same = this.#layout?.kind === layout.kind && this.#layout.key === layout.key
    const before = same ? [] : this.end()
    this.#layout = layout
    this.#values.push(value)
    return this.#values.length >= batch ? [...before, ...this.flush()] : before
  }

  /** Writes what is held; more of the same may follow. */
  flush(): string[] {
    const layout = this.#layout
    const values = this.#values
    if (!layout || values.length === 0) return []
    const lines = layout.kind === 'table' ? this.#rows(layout, values) : this.#plain(layout, values)
    this.#values = []
    this.#begun = true
    return lines
  }

  /** Writes what is held; what comes next gets a heading of its own. */
  end(): string[] {
    const lines = this.flush()
    const after = this.#layout ? endings[this.#layout.kind] : []
    this.#layout = null
    this.#columns = null
    this.#begun = false
    return [...lines, ...after]
  }

  #rows({ names }: Layout, values: readonly Datum[]): string[] {
    const rows = values.map((value) => ({ cells: names.map((name) => property(value, name) ?? null) }))
    const begun = this.#columns !== null
    this.#columns ??= settledColumns(
      names.map((label) => ({ label, width: null, align: null })),
      rows,
      this.width,
    )
    const lines = tableLines(this.#columns, rows, { width: this.width, hideHeaders: begun })
    return lines.slice(begun ? 1 : 0, -1)
  }

  #plain(layout: Layout, values: Datum[]): string[] {
    const lines = runLines({ ...layout, values }, this.width)
    return layout.kind === 'list' ? lines.slice(this.#begun ? 1 : 0, -1) : lines
  }
}
