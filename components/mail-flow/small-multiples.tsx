import { type ReactNode, useId } from 'react'
import type { FlowSpan, FlowStretch } from '@/lib/exchange'
import { labelsOf } from './chart-bars'
import type { SmallSeries } from './small-chart'
import { SmallNumbers } from './small-numbers'
import { SmallLegend, SmallPlot } from './small-plot'

export interface Multiple {
  readonly key: string
  readonly name: string
  readonly series: readonly SmallSeries[]
  /** Its name as a link, and what stands beside it. */
  readonly head: ReactNode
  readonly foot?: ReactNode
}

/** A small chart each, on scales of their own, with all numbers as one table below. */
export function SmallMultiples({
  title,
  about,
  legend,
  multiples,
  stretches,
  span,
  empty,
}: {
  title: string
  /** What is counted. */
  about: string
  legend: readonly Omit<SmallSeries, 'counts'>[]
  multiples: readonly Multiple[]
  stretches: readonly FlowStretch[]
  span: FlowSpan
  empty: string
}) {
  const id = useId()
  return (
    <section
      aria-labelledby={id}
      className="min-w-0 rounded-md border border-line bg-raised p-4 xl:col-span-2"
    >
      <div className="mb-3 flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <h2 id={id} className="font-semibold">
          {title}
        </h2>
        {multiples.length > 0 && <SmallLegend series={legend} />}
      </div>
      {multiples.length === 0 ? (
        <p className="text-sm text-soft">{empty}</p>
      ) : (
        <>
          <ul className="grid gap-x-6 gap-y-5 sm:grid-cols-2 2xl:grid-cols-3">
            {multiples.map(({ key, head, series, foot }) => (
              <li key={key} className="min-w-0 text-sm">
                {head}
                <SmallPlot series={series} />
                <Times stretches={stretches} span={span} />
                {foot}
              </li>
            ))}
          </ul>
          <p className="mt-3 text-xs text-faint">{about}</p>
          <details className="mt-2 text-sm">
            <summary className="act inline-block min-h-6">The numbers</summary>
            <SmallNumbers title={title} multiples={multiples} stretches={stretches} />
          </details>
        </>
      )}
    </section>
  )
}

/** The labels of the large chart; of the days every other, for want of room. */
function Times({ stretches, span }: { stretches: readonly FlowStretch[]; span: FlowSpan }) {
  return (
    <div aria-hidden="true" className="relative mt-0.5 ml-12 h-4 text-xs text-faint">
      {labelsOf(stretches, span)
        .filter((_, place) => span !== '7d' || place % 2 === 0)
        .map(({ key, left, text }) => (
          <span key={key} className="absolute tabular-nums" style={{ left: `${left}%` }}>
            {text}
          </span>
        ))}
    </div>
  )
}
