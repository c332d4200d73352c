'use client'

import { useEffect } from 'react'

/** What a list's row opened elsewhere on the page (the element with the id `of`) is brought into view, once for each `what`. */
export function Seen({ of, what }: { of: string; what: string }) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: another thing stands there when `what` is another
  useEffect(() => {
    const opened = document.getElementById(of)
    const isTall = (opened?.clientHeight ?? 0) > innerHeight / 2
    opened?.scrollIntoView({ block: isTall ? 'start' : 'nearest' })
  }, [of, what])
  return null
}
