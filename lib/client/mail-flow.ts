'use client'

import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { use } from 'react'
import type { FlowCharts, FlowSelection, FlowSpan, MailFlow } from '@/lib/exchange'

const pollEvery = 2000
/** Sums over the last hour: they change more slowly, and cost more. */
const figuresEvery = 10_000
/** Six hours are a bar of theirs. */
const weekEvery = 60_000
const path = '/email/mail-flow'
const chartsKey = 'flow-charts'

/** The address of a selection: where a row leads. */
export function flowHref(selection: Partial<FlowSelection>, base = path): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(selection)) if (value) query.set(name, value)
  return query.size > 0 ? `${base}?${query}` : base
}

/** The mail flow, asked every two seconds while the window is seen; `initial` is what the page came with. */
export function useMailFlow(selection: FlowSelection, initial: MailFlow) {
  const query = useQuery({
    queryKey: ['mail-flow', selection],
    initialData: initial,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => asked<MailFlow>(flowHref(selection, `${path}/state`), signal),
    retry: false,
    refetchInterval: pollEvery,
    refetchIntervalInBackground: false,
  })
  return { flow: query.data, unreachable: query.isError }
}

/** The figures of the last hour, asked every ten seconds; what they are is between the page and the server. */
export function useFlowFigures<T>(initial: T): T {
  const query = useQuery({
    queryKey: ['flow-figures'],
    initialData: initial,
    queryFn: ({ signal }) => asked<T>(`${path}/figures`, signal),
    retry: false,
    refetchInterval: figuresEvery,
  })
  return query.data ?? initial
}

/**
 * The charts that the page came with, waited for only where none are known yet.
 * @param first null where the page counts none: the client asks
 */
export function useFirstCharts(first: Promise<FlowCharts> | null): FlowCharts | null {
  const known = useQueryClient().getQueriesData<FlowCharts>({ queryKey: [chartsKey] })
  const charts = known.find(([, data]) => data !== undefined)?.[1]
  return charts ?? (first && use(first))
}

/**
 * The charts of a span, asked every ten seconds, of a week every minute; `initial` are those that the page came with.
 * @returns the last that are known, null before any: until those of `span` have come, or while they cannot be had, of
 * another span
 */
export function useFlowCharts(span: FlowSpan, initial: FlowCharts | null) {
  const query = useQuery({
    queryKey: [chartsKey, span],
    ...(span === initial?.span && { initialData: initial }),
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => asked<FlowCharts>(`${path}/charts?span=${span}`, signal),
    retry: false,
    refetchInterval: span === '7d' ? weekEvery : figuresEvery,
  })
  return { charts: query.data ?? initial, unreachable: query.isError }
}

async function asked<T>(address: string, signal: AbortSignal): Promise<T> {
  const response = await fetch(address, { signal })
  if (!response.ok) throw new Error(`The server answered ${response.status}`)
  return (await response.json()) as T
}
