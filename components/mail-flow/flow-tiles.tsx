'use client'

import type { ReactNode } from 'react'
import { Duration } from '@/components/ui/time'
import { useFlowFigures } from '@/lib/client/mail-flow'

export interface TileFigures {
  readonly submitted: number
  readonly delivered: number
  readonly queued: number
  readonly reports: number
  /** Milliseconds; null while nothing was delivered. */
  readonly medianMs: number | null
}

/** The last hour of the site in five numbers, kept up to date. */
export function FlowTiles({ initial }: { initial: TileFigures }) {
  const figures = useFlowFigures(initial)
  const count = (value: number) => value.toLocaleString('en-US')
  return (
    <dl className="mb-5 grid grid-cols-2 gap-3 sm:grid-cols-3 xl:grid-cols-5">
      <Tile term="Submitted, last hour" value={count(figures.submitted)} />
      <Tile term="Delivered" value={count(figures.delivered)} />
      <Tile term="Queued now" value={count(figures.queued)} />
      <Tile term="Delivery reports" value={count(figures.reports)} />
      <Tile
        term="Median time in transport"
        value={figures.medianMs === null ? '—' : <Duration ms={figures.medianMs} />}
      />
    </dl>
  )
}

function Tile({ term, value }: { term: string; value: ReactNode }) {
  return (
    <div className="rounded-md border border-line bg-raised px-4 py-3">
      <dt className="text-xs text-soft">{term}</dt>
      <dd className="text-xl tabular-nums">{value}</dd>
    </div>
  )
}
