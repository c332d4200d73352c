import type { FlowCharts, QueueFlow } from '@/lib/exchange'
import { type Multiple, SmallMultiples } from './small-multiples'

const legend = [
  { label: 'Came', look: 'received' },
  { label: 'Left', look: 'sent' },
  { label: 'Waiting', look: 'level' },
] as const

/** What came to the queues of each next hop, left them and waited, over time. */
export function QueueCharts({ charts: { queues, stretches, span } }: { charts: FlowCharts }) {
  return (
    <SmallMultiples
      title="Through each queue, by next hop"
      about="Worked out from the SEND and DELIVER lines of the tracking log and from what waits now: a message waits from when it came to the server until it left. Messages that were returned or removed are not counted, nor is the Submission queue, of which the log does not say when a message leaves it. Of relayed messages it does not say which queue they were in: all that go to other servers of the organization are counted together."
      legend={legend}
      multiples={queues.map(chartOf)}
      stretches={stretches}
      span={span}
      empty="No message went through a queue."
    />
  )
}

function chartOf({ name, came, left, waiting }: QueueFlow): Multiple {
  const counts = { Came: came, Left: left, Waiting: waiting }
  const shown = name ?? 'Other next hops'
  const waits = waiting.at(-1) ?? 0
  return {
    key: name ?? '',
    name: shown,
    series: legend.map((one) => ({ ...one, counts: counts[one.label] })),
    head: (
      <p className="mb-1 flex justify-between gap-3">
        <span className="min-w-0 break-words">{shown}</span>
        <span className="shrink-0 tabular-nums">
          {total(left)} <span className="text-xs text-soft">left</span>
          {waits > 0 && (
            <>
              , {waits.toLocaleString('en-US')} <span className="text-xs text-soft">waiting</span>
            </>
          )}
        </span>
      </p>
    ),
  }
}

function total(counts: readonly number[]): string {
  return counts.reduce((sum, one) => sum + one, 0).toLocaleString('en-US')
}
