'use client'

import { type RefObject, useState } from 'react'
import type { RunEnd } from '@/lib/client/console-run'
import type { ConsoleSession } from '@/lib/client/console-state'
import type { ConsoleAnswer, ConsoleQuestion } from '@/lib/runbooks/console'

interface Asking {
  readonly question: ConsoleQuestion
  readonly answer: (answer: ConsoleAnswer | null) => void
}

/** A script's run from the panel: what it asks, and how it ended. */
export function useScriptRun(session: RefObject<ConsoleSession | null>) {
  const [asking, setAsking] = useState<Asking | null>(null)
  const [running, setRunning] = useState(false)
  const [end, setEnd] = useState<RunEnd | null>(null)
  const ask = (question: ConsoleQuestion) =>
    new Promise<ConsoleAnswer | null>((resolve) => {
      const answer = (given: ConsoleAnswer | null) => {
        setAsking(null)
        resolve(given)
      }
      setAsking({ question, answer })
    })
  const ended = (how: RunEnd) => {
    setAsking(null)
    setRunning(false)
    setEnd(how)
  }
  return {
    asking,
    running,
    end,
    run(path: string, source: string, parameters: Readonly<Record<string, string>>) {
      const begun = session.current?.runScript({ path, source, parameters, ask, ended }) ?? false
      setRunning(begun)
      if (begun) setEnd(null)
    },
    stop() {
      asking?.answer(null)
      session.current?.stop()
    },
  }
}
