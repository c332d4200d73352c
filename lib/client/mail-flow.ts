'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { FlowSelection, MailFlow } from '@/lib/exchange'

const pollEvery = 2000
const path = '/email/mail-flow'

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
    queryFn: async ({ signal }): Promise<MailFlow> => {
      const response = await fetch(flowHref(selection, `${path}/state`), { signal })
      if (!response.ok) throw new Error(`The server answered ${response.status}`)
      return (await response.json()) as MailFlow
    },
    retry: false,
    refetchInterval: pollEvery,
    refetchIntervalInBackground: false,
  })
  return { flow: query.data, unreachable: query.isError }
}
