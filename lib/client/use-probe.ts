'use client'

import { queryOptions, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'

/** A question to the server about a text that is being typed: is the alias free? */
export interface Probe<A> {
  /** All that the answer depends on besides the text. No secrets. */
  readonly key: readonly string[]
  readonly value: string
  readonly ask: (value: string) => Promise<A>
}

/** The same question asked twice within ten seconds is answered from memory. */
export function probeOptions<A>({ key, value, ask }: Probe<A>) {
  return queryOptions({
    queryKey: ['probe', ...key, value],
    queryFn: () => ask(value),
    staleTime: 10_000,
    retry: 1,
  })
}

/**
 * Asks 300 ms after the last key. The answer shown is always the one to what stands in the field now: a late
 * answer to an older text goes to that text's own place.
 */
export function useProbe<A>(probe: Probe<A>, enabled: boolean) {
  const question = JSON.stringify([...probe.key, probe.value])
  const asks = enabled && probe.value !== ''
  const settled = useSettled(question, 300) === question
  const { data, isFetching } = useQuery({ ...probeOptions(probe), enabled: asks && settled })
  return { answer: asks ? data : undefined, checking: asks && data === undefined && (!settled || isFetching) }
}

/** A value as it was when it had not changed for so many milliseconds. */
function useSettled<T>(value: T, delay: number): T {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), delay)
    return () => clearTimeout(timer)
  }, [value, delay])
  return settled
}
