import { chartWidth } from './chart-bars'

/** Of a small drawing; it is stretched to where it stands. */
export const smallHeight = 64

/** What is drawn of a thing over time: counts of each stretch as bars side by side, a level as a line. */
export interface SmallSeries {
  readonly label: string
  readonly counts: readonly number[]
  readonly look: 'received' | 'sent' | 'level'
}

/** The top of a small chart's scale. */
export function smallTop(series: readonly SmallSeries[]): number {
  return Math.max(1, ...series.flatMap(({ counts }) => counts))
}

/** The rectangles of the counts; a level has none. */
export function smallBars(series: readonly SmallSeries[], top: number) {
  const barred = series.filter(({ look }) => look !== 'level')
  return barred.flatMap(({ counts, look }, nth) => {
    const group = chartWidth / counts.length
    const width = (group * 0.8) / barred.length
    return counts.flatMap((count, place) => {
      const height = count === 0 ? 0 : Math.max(1, (count / top) * smallHeight)
      const x = (place + 0.1) * group + nth * width
      return height > 0 ? [{ key: `${look} ${place}`, look, x, y: smallHeight - height, width, height }] : []
    })
  })
}

/** A level that is known at the end of each stretch, as the points of a line with steps. */
export function levelPoints(counts: readonly number[], top: number): string {
  const group = chartWidth / counts.length
  return counts
    .flatMap((count, place) => {
      const y = round(smallHeight - (count / top) * smallHeight)
      return [`${round(place * group)},${y}`, `${round((place + 1) * group)},${y}`]
    })
    .join(' ')
}

const round = (value: number) => Math.round(value * 100) / 100
