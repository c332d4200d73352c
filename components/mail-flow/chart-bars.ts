/** What an hour, or another stretch of time, saw. */
export interface ChartedStretch {
  readonly from: Date
  readonly received: number
  readonly delivered: number
  readonly sent: number
  readonly failed: number
}

export const [chartWidth, chartHeight] = [760, 150]
/** Where the bars begin: the scale stands before them. */
const left = 40

export const series = [
  { key: 'received', label: 'Received', swatch: 'bg-action', fill: 'fill-action' },
  { key: 'delivered', label: 'Delivered to mailboxes', swatch: 'bg-ok', fill: 'fill-ok' },
  { key: 'sent', label: 'Sent on', swatch: 'bg-idle', fill: 'fill-idle' },
  { key: 'failed', label: 'Failed', swatch: 'bg-bad', fill: 'fill-bad' },
] as const

/** The top of the scale: 2, 4, 10, 20, 40, 100 … so that its half is a whole number, too. */
export function scaleOf(stretches: readonly ChartedStretch[]): number {
  const largest = Math.max(2, ...stretches.flatMap((stretch) => series.map(({ key }) => stretch[key])))
  const power = 10 ** Math.floor(Math.log10(largest))
  return [1, 2, 4, 10].map((step) => step * power).find((step) => step >= largest && step > 1) ?? largest
}

/** The rectangles of a chart whose scale ends at `top`. */
export function bars(stretches: readonly ChartedStretch[], top: number) {
  const group = (chartWidth - left) / stretches.length
  const width = (group * 0.8) / series.length
  return stretches.flatMap((stretch, place) =>
    series.flatMap(({ key, fill }, nth) => {
      const height = stretch[key] === 0 ? 0 : Math.max(1, (stretch[key] / top) * chartHeight)
      const x = left + place * group + nth * width
      return height > 0 ? [{ key: `${place} ${key}`, fill, x, y: chartHeight - height, width, height }] : []
    }),
  )
}
