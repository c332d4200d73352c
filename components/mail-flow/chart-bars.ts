import type { FlowSpan, FlowStretch } from '@/lib/exchange'

/** Of the drawing; it is stretched to where it stands, and its words stand beside it. */
export const [chartWidth, chartHeight] = [720, 150]

export const series = [
  { key: 'received', label: 'Received', swatch: 'bg-action', fill: 'fill-action' },
  { key: 'delivered', label: 'Delivered to mailboxes', swatch: 'bg-ink', fill: 'fill-ink' },
  { key: 'sent', label: 'Sent on', swatch: 'bg-edge', fill: 'fill-edge' },
  { key: 'failed', label: 'Failed', swatch: 'bg-bad', fill: 'fill-bad' },
] as const

/** The top of the scale: 2, 4, 10, 20, 40, 100 … so that its half is a whole number, too. */
export function scaleOf(stretches: readonly FlowStretch[]): number {
  const largest = Math.max(2, ...stretches.flatMap((stretch) => series.map(({ key }) => stretch[key])))
  const power = 10 ** Math.floor(Math.log10(largest))
  return [1, 2, 4, 10].map((step) => step * power).find((step) => step >= largest && step > 1) ?? largest
}

/** The rectangles of a chart whose scale ends at `top`. */
export function bars(stretches: readonly FlowStretch[], top: number) {
  const group = chartWidth / stretches.length
  const width = (group * 0.8) / series.length
  return stretches.flatMap((stretch, place) =>
    series.flatMap(({ key, label, fill }, nth) => {
      const count = stretch[key]
      const height = count === 0 ? 0 : Math.max(1, (count / top) * chartHeight)
      const x = (place + 0.1) * group + nth * width
      const says = `${clockOf(stretch)}, ${label.toLowerCase()}: ${count.toLocaleString('en-US')}`
      return height > 0
        ? [{ key: `${place} ${key}`, fill, says, x, y: chartHeight - height, width, height }]
        : []
    }),
  )
}

/** Under every sixth hour or half hour its time, under every day its date; where each stands, in percent. */
export function labelsOf(stretches: readonly FlowStretch[], span: FlowSpan) {
  const each = span === '7d' ? 4 : 6
  return stretches.flatMap((stretch, place) =>
    place % each === 0
      ? [
          {
            key: stretch.from,
            left: (place / stretches.length) * 100,
            text: span === '7d' ? stretch.from.slice(5, 10) : stretch.from.slice(11, 16),
          },
        ]
      : [],
  )
}

function clockOf({ from }: FlowStretch): string {
  return from.slice(0, 16).replace('T', ' ')
}
