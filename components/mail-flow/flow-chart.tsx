import type { ReactNode } from 'react'
import type { FlowSpan, FlowStretch } from '@/lib/exchange'
import { bars, chartHeight, chartWidth, labelsOf, scaleOf, series } from './chart-bars'
import { FlowNumbers } from './flow-numbers'

/** The flow over time as bars, with the same numbers as a table below. */
export function FlowChart({
  stretches,
  span,
  title,
  children,
}: {
  stretches: readonly FlowStretch[]
  span: FlowSpan
  title: string
  /** What chooses the span. */
  children?: ReactNode
}) {
  const top = scaleOf(stretches)
  return (
    <figure className="min-w-0 rounded-md border border-line bg-raised p-4 xl:col-span-2">
      <figcaption className="mb-3 flex flex-wrap items-center gap-x-4 gap-y-1">
        <span className="font-semibold">{title}</span>
        {children}
        <Legend />
      </figcaption>
      <div aria-hidden="true" className="grid grid-cols-[2.5rem_1fr] gap-x-2 text-xs text-faint">
        <Scale top={top} />
        <Plot stretches={stretches} top={top} />
        <span />
        <div className="relative mt-1 h-4">
          {labelsOf(stretches, span).map(({ key, left, text }) => (
            <span key={key} className="absolute tabular-nums" style={{ left: `${left}%` }}>
              {text}
            </span>
          ))}
        </div>
      </div>
      <details className="mt-2 text-sm">
        <summary className="act inline-block min-h-6">The numbers</summary>
        <FlowNumbers stretches={stretches} title={title} />
      </details>
    </figure>
  )
}

function Legend() {
  return (
    <span className="flex flex-wrap gap-x-4 gap-y-1 sm:ml-auto">
      {series.map(({ key, label, swatch }) => (
        <span key={key} className="inline-flex items-center gap-1.5 text-xs text-soft">
          <span aria-hidden className={`size-2.5 rounded-xs forced-color-adjust-none ${swatch}`} />
          {label}
        </span>
      ))}
    </span>
  )
}

function Scale({ top }: { top: number }) {
  return (
    <div className="relative text-right tabular-nums">
      {[top, top / 2, 0].map((value, place) => (
        <span
          key={value}
          className="absolute right-0 -translate-y-1/2 leading-none"
          style={{ top: `${place * 50}%` }}
        >
          {value.toLocaleString('en-US', { notation: 'compact' })}
        </span>
      ))}
    </div>
  )
}

function Plot({ stretches, top }: { stretches: readonly FlowStretch[]; top: number }) {
  return (
    <svg
      viewBox={`0 0 ${chartWidth} ${chartHeight}`}
      aria-hidden="true"
      preserveAspectRatio="none"
      className="block h-[150px] w-full forced-color-adjust-none"
    >
      {[0, 0.5, 1].map((share) => (
        <line
          key={share}
          x2={chartWidth}
          y1={share * chartHeight}
          y2={share * chartHeight}
          vectorEffect="non-scaling-stroke"
          className="stroke-line"
        />
      ))}
      {bars(stretches, top).map(({ key, fill, says, ...bar }) => (
        <rect key={key} {...bar} className={fill}>
          <title>{says}</title>
        </rect>
      ))}
    </svg>
  )
}
