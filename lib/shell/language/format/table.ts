import type { Datum } from '../values/datum'
import { cellText, consoleWidth, isRight } from './view'

export interface TableColumn {
  readonly label: string
  readonly width: number | null
  readonly align: string | null
}

export interface TableRow {
  readonly cells: readonly Datum[]
}

function cut(text: string, width: number): string {
  if (text.length <= width) return text
  return width > 3 ? `${text.slice(0, width - 3)}...` : text.slice(0, width)
}

/** Lines of one cell: as many as it needs when it wraps, one that is cut otherwise. */
function cellLines(text: string, width: number, wrap: boolean): string[] {
  const lines = text.split(/\r?\n/)
  if (!wrap) return [cut(lines.length > 1 ? `${lines[0]}...` : (lines[0] ?? ''), width)]
  return lines.flatMap((line) =>
    line.length <= width ? [line] : (line.match(new RegExp(`.{1,${width}}`, 'g')) ?? ['']),
  )
}

/** The columns that fit, with the widths and sides that these rows give them: for rows that come later. */
export function settledColumns(
  columns: readonly TableColumn[],
  rows: readonly TableRow[],
  width: number,
): TableColumn[] {
  const texts = rows.map(({ cells }) => columns.map((_, i) => cellText(cells[i] ?? null)))
  const rights = rightColumns(columns, rows)
  return widths(columns, texts, rights, width, false).map((fitting, i) => ({
    label: columns[i]?.label ?? '',
    width: fitting,
    align: rights[i] ? 'right' : 'left',
  }))
}

function rightColumns(columns: readonly TableColumn[], rows: readonly TableRow[]): boolean[] {
  return columns.map((column, i) =>
    column.align ? /^r/i.test(column.align) : isRight(rows.find(({ cells }) => cells[i] !== null)?.cells[i]),
  )
}

/** A table as Format-Table writes it: equal shares of the width, or with `autoSize` what the cells need. */
export function tableLines(
  columns: readonly TableColumn[],
  rows: readonly TableRow[],
  options: { autoSize?: boolean; wrap?: boolean; hideHeaders?: boolean; width?: number } = {},
): string[] {
  const width = options.width ?? consoleWidth
  const texts = rows.map(({ cells }) => columns.map((_, i) => cellText(cells[i] ?? null)))
  const rights = rightColumns(columns, rows)
  const fitting = widths(columns, texts, rights, width, options.autoSize === true)
  const line = (cells: readonly string[]) =>
    cells
      .map((text, i) => (rights[i] ? text.padStart(fitting[i] ?? 0) : text.padEnd(fitting[i] ?? 0)))
      .join(' ')
      .trimEnd()
  const shown = columns.slice(0, fitting.length)
  const head = options.hideHeaders
    ? []
    : [
        line(shown.map(({ label }, i) => cut(label, fitting[i] ?? 0))),
        line(shown.map(({ label }, i) => '-'.repeat(Math.min(label.length, fitting[i] ?? 0)))),
      ]
  const body = texts.flatMap((row) => {
    const cells = shown.map((_, i) => cellLines(row[i] ?? '', fitting[i] ?? 1, options.wrap === true))
    const height = Math.max(1, ...cells.map((one) => one.length))
    return Array.from({ length: height }, (_, n) => line(cells.map((one) => one[n] ?? '')))
  })
  return ['', ...head, ...body, '']
}

/** Columns that do not fit any more are left out. */
function widths(
  columns: readonly TableColumn[],
  texts: readonly (readonly string[])[],
  rights: readonly boolean[],
  width: number,
  autoSize: boolean,
): number[] {
  const needs = columns.map(
    ({ label, width: fixed }, i) =>
      fixed ?? texts.reduce((most, row) => Math.max(most, row[i]?.length ?? 0), label.length),
  )
  const share = Math.max(1, Math.floor((width - (columns.length - 1)) / Math.max(1, columns.length)))
  const wanted = autoSize
    ? needs
    : columns.map(
        ({ width: fixed }, i) => fixed ?? (rights[i] ? Math.min(share, Math.max(needs[i] ?? 1, 1)) : share),
      )
  const fitting: number[] = []
  let used = 0
  for (const want of wanted) {
    const left = width - used - (fitting.length ? 1 : 0)
    if (left < 1) break
    fitting.push(Math.max(1, Math.min(want, left)))
    used = fitting.reduce((a, b) => a + b, fitting.length - 1)
  }
  return fitting
}
