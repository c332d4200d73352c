'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { isUnfinished, mergeRun, nextSince, type RunSnapshot } from './runs'

const pollEvery = 400

/** A run, live: asked every 400 ms while it is unfinished, and again whenever the window gets the focus. */
export function useRun(id: string, initial?: RunSnapshot) {
  const client = useQueryClient()
  const queryKey = ['run', id]
  const query = useQuery({
    queryKey,
    initialData: initial,
    queryFn: async ({ signal }) => {
      const known = client.getQueryData<RunSnapshot>(queryKey)
      const response = await fetch(`/api/runs/${encodeURIComponent(id)}?since=${nextSince(known)}`, {
        signal,
      })
      if (!response.ok) throw new Error(`The server answered ${response.status}`)
      return mergeRun(known, (await response.json()) as RunSnapshot)
    },
    retry: false,
    refetchInterval: ({ state }) => (!state.data || isUnfinished(state.data.state) ? pollEvery : false),
  })
  return {
    run: query.data,
    /** The server cannot be reached, or will not answer; it is asked again and again. */
    unreachable: query.isError,
    /** Looks now: after a retry or an undo. */
    refresh: () => client.invalidateQueries({ queryKey }),
  }
}
