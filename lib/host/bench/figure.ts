/** One line of the table: a number of ours, the number that stands beside it, and what is compared with the bound. */
export interface Figure {
  readonly part: string
  readonly what: string
  readonly ours: string
  readonly beside: string
  readonly compared?: number
  /** 'ratio' is printed as 1.23×; other units as they are. */
  readonly unit?: 'ratio' | 'kB' | 's'
  /** The most that `compared` may be. Missing a limit fails the bench; missing an aim is only said. */
  readonly limit?: number
  readonly aim?: number
}

export const milliseconds = (value: number) => `${value.toFixed(value < 10 ? 2 : 1)} ms`
export const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`
export const megabytes = (bytes: number) => `${(bytes / 1_000_000).toFixed(0)} MB`
export const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`
export const perSecond = (value: number) => `${value.toFixed(value < 100 ? 1 : 0)}/s`

/** A figure whose two numbers are milliseconds, compared by their ratio. */
export function times(
  part: string,
  what: string,
  [ours, beside]: readonly [number, number],
  bound: Pick<Figure, 'limit' | 'aim'> = {},
): Figure {
  const compared = ours / beside
  return {
    part,
    what,
    ours: milliseconds(ours),
    beside: milliseconds(beside),
    compared,
    unit: 'ratio',
    ...bound,
  }
}

function shown(value: number | undefined, unit: Figure['unit']): string {
  if (value === undefined) return ''
  return unit === 'ratio' ? `${value.toFixed(2)}×` : `${value.toFixed(1)} ${unit ?? ''}`
}

export function misses({ compared, limit, aim }: Figure): 'limit' | 'aim' | null {
  if (compared === undefined) return null
  if (limit !== undefined && compared > limit) return 'limit'
  return aim !== undefined && compared > aim ? 'aim' : null
}

function bound({ limit, aim, unit }: Figure): string {
  return limit !== undefined
    ? `limit ${shown(limit, unit)}`
    : aim !== undefined
      ? `aim ${shown(aim, unit)}`
      : ''
}

/** The figures in columns, one heading a part. */
export function table(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => [
    figure.what,
    figure.ours,
    figure.beside,
    shown(figure.compared, figure.unit),
    bound(figure),
    misses(figure) ? 'MISSED' : '',
  ])
  const widths = [0, 1, 2, 3, 4, 5].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) =>
        column === 0 || column > 3 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd()
  return figures
    .map(
      ({ part }, index) =>
        `${part === figures[index - 1]?.part ? '' : `\n${part}\n`}  ${line(rows[index] ?? [])}`,
    )
    .join('\n')
}
