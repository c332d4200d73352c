import type { FlowCharts, FlowSpan } from '@/lib/exchange'
import { divisions, flowCharts } from './flow-charts'

/** How long an answer is good for whoever asks next, in milliseconds of our own time: less than they wait between two. */
const goodFor: Readonly<Record<FlowSpan, number>> = { '2h': 5000, '24h': 5000, '7d': 30_000 }

interface Kept {
  /** For which time on the site's clock they were counted. */
  readonly at: number
  readonly charts: Promise<FlowCharts>
  /** Until when they are good; while they are being counted, for all who ask. */
  until: number
}

/**
 * Counts once for all who ask while it is being counted and in the seconds after, unless the site's clock was moved
 * back, or on by more than a stretch. What failed is not kept.
 */
export function sharing(count: (now: Date, span: FlowSpan) => Promise<FlowCharts>) {
  const kept = new Map<FlowSpan, Kept>()
  return (now: Date, span: FlowSpan): Promise<FlowCharts> => {
    const known = kept.get(span)
    if (known && isGood(known, now.getTime() - known.at, span)) return known.charts
    const counting: Kept = { at: now.getTime(), charts: count(now, span), until: Number.POSITIVE_INFINITY }
    kept.set(span, counting)
    counting.charts.then(
      () => {
        counting.until = performance.now() + goodFor[span]
      },
      () => kept.get(span) === counting && kept.delete(span),
    )
    return counting.charts
  }
}

function isGood({ until }: Kept, later: number, span: FlowSpan): boolean {
  return performance.now() < until && later >= 0 && later <= divisions[span].length
}

/** The flow of a span that ends now, counted once for all who look at it in these seconds. */
export const sharedCharts = sharing(flowCharts)
