'use client'

import { Suspense, useState } from 'react'
import { useFirstCharts, useFlowCharts } from '@/lib/client/mail-flow'
import { type FlowCharts, type FlowSpan, flowSpans } from '@/lib/exchange'
import { AskingLog } from './asking-log'
import { ConnectorCharts } from './connector-charts'
import { FlowChart } from './flow-chart'
import { QueueCharts } from './queue-charts'

const spanWords: Readonly<Record<FlowSpan, { readonly title: string; readonly label: string }>> = {
  '2h': { title: 'The last 2 hours', label: '2 hours' },
  '24h': { title: 'The last 24 hours', label: '24 hours' },
  '7d': { title: 'The last 7 days', label: '7 days' },
}

/**
 * The flow over time, of the site, each connector and each queue, kept up to date; how far back is chosen here.
 * `first` are the charts that the page is counting; where it counts none, they are asked for from here.
 */
export function FlowOverTime({ first }: { first: Promise<FlowCharts> | null }) {
  return (
    <Suspense fallback={<AskingLog />}>
      <Charts first={first} />
    </Suspense>
  )
}

function Charts({ first }: { first: Promise<FlowCharts> | null }) {
  const initial = useFirstCharts(first)
  const [span, setSpan] = useState<FlowSpan>(initial?.span ?? '24h')
  const { charts, unreachable } = useFlowCharts(span, initial)
  if (charts === null) return unreachable ? <NoAnswer /> : <AskingLog />
  const shown = spanWords[charts.span]
  return (
    <>
      <FlowChart stretches={charts.stretches} span={charts.span} title={shown.title}>
        <SpanChoice chosen={span} choose={setSpan} />
        <p role="status" className="text-xs text-warn">
          {unreachable
            ? `The dashboard did not answer. These are ${charts.span === span ? 'its last numbers' : `the numbers of ${shown.title.toLowerCase()}`}.`
            : charts.span !== span && `${spanWords[span].title} are being counted.`}
        </p>
      </FlowChart>
      <ConnectorCharts charts={charts} />
      <QueueCharts charts={charts} />
    </>
  )
}

function NoAnswer() {
  return (
    <p role="status" className="min-h-72 text-sm text-warn xl:col-span-2">
      The dashboard did not answer. It is asked for the charts again every ten seconds.
    </p>
  )
}

function SpanChoice({ chosen, choose }: { chosen: FlowSpan; choose: (span: FlowSpan) => void }) {
  return (
    <fieldset className="inline-flex overflow-hidden rounded border border-edge/60 text-xs">
      <legend className="sr-only">How far back</legend>
      {flowSpans.map((span) => (
        <label
          key={span}
          className="relative flex min-h-6 items-center px-2.5 has-checked:bg-tint has-checked:font-semibold has-checked:text-link has-focus-visible:outline-2 has-focus-visible:-outline-offset-2 has-focus-visible:outline-action"
        >
          <input
            type="radio"
            name="span"
            value={span}
            checked={span === chosen}
            onChange={() => choose(span)}
            className="sr-only"
          />
          {spanWords[span].label}
        </label>
      ))}
    </fieldset>
  )
}
