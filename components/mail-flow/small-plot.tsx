import { chartWidth } from './chart-bars'
import { levelPoints, type SmallSeries, smallBars, smallHeight, smallTop } from './small-chart'

const fills = { received: 'fill-action', sent: 'fill-edge', level: 'fill-ink' } as const
const swatches = { received: 'bg-action', sent: 'bg-edge', level: 'bg-ink' } as const

/** One thing over time on a scale of its own, whose top is written; the numbers stand in a table elsewhere. */
export function SmallPlot({ series }: { series: readonly SmallSeries[] }) {
  const top = smallTop(series)
  const level = series.find(({ look }) => look === 'level')
  return (
    <div aria-hidden="true" className="grid grid-cols-[2.5rem_1fr] gap-x-2 text-xs text-faint">
      <div className="flex flex-col justify-between text-right leading-none tabular-nums">
        <span>{top.toLocaleString('en-US', { notation: 'compact' })}</span>
        <span>0</span>
      </div>
      <svg
        viewBox={`0 0 ${chartWidth} ${smallHeight}`}
        aria-hidden="true"
        preserveAspectRatio="none"
        className="block h-16 w-full border-y border-line forced-color-adjust-none"
      >
        {smallBars(series, top).map(({ key, look, ...bar }) => (
          <rect key={key} {...bar} className={fills[look]} />
        ))}
        {level && (
          <polyline
            points={levelPoints(level.counts, top)}
            vectorEffect="non-scaling-stroke"
            strokeWidth={1.5}
            className="fill-none stroke-ink"
          />
        )}
      </svg>
    </div>
  )
}

export function SmallLegend({ series }: { series: readonly Omit<SmallSeries, 'counts'>[] }) {
  return (
    <span className="flex flex-wrap gap-x-4 gap-y-1">
      {series.map(({ label, look }) => (
        <span key={label} className="inline-flex items-center gap-1.5 text-xs text-soft">
          <span
            aria-hidden
            className={`w-2.5 rounded-xs forced-color-adjust-none ${swatches[look]} ${look === 'level' ? 'h-0.5' : 'h-2.5'}`}
          />
          {label}
        </span>
      ))}
    </span>
  )
}
