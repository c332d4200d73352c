'use client'

import { type ReactNode, Suspense, use, useEffect, useState } from 'react'

interface Latest {
  /** The newest answer that is known, or the first one that will be. */
  readonly shown: Promise<ReactNode>
  /** A newer one is under way. */
  readonly stale: boolean
}

/**
 * Keeps an old answer until the new one is there. A navigation would do so as well, but for the whole page: it waits
 * for the last answer before it shows the first.
 */
function useLatest(answer: Promise<ReactNode>): Latest {
  const [shown, show] = useState(answer)
  useEffect(() => {
    let wanted = true
    const take = () => {
      if (wanted) show(answer)
    }
    answer.then(take, take)
    return () => {
      wanted = false
    }
  }, [answer])
  return { shown, stale: shown !== answer }
}

function Shown({ answer }: { answer: Promise<ReactNode> }) {
  return use(answer)
}

export interface AnsweredProps {
  answer: Promise<ReactNode>
  /** Until there is a first answer; give it the answer's size. */
  asking: ReactNode
}

/** Something that is still asked for when the page is sent: it comes in by itself, and delays nothing else. */
export function Answered({ answer, asking }: AnsweredProps) {
  const { shown } = useLatest(answer)
  return (
    <Suspense fallback={asking}>
      <Shown answer={shown} />
    </Suspense>
  )
}

/** A table's row of which some cells are still asked for. While it is asked anew, the old answer stands there, paler. */
export function AnsweredRow({ answer, asking, children }: AnsweredProps & { children: ReactNode }) {
  const { shown, stale } = useLatest(answer)
  return (
    <tr aria-busy={stale || undefined} className="answered">
      {children}
      <Suspense fallback={asking}>
        <Shown answer={shown} />
      </Suspense>
    </tr>
  )
}
