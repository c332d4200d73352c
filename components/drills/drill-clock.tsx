'use client'

import { useEffect, useState } from 'react'
import { durationInWords } from '@/components/ui/time-words'

/** For how long the drill has run; the server's time to begin with, then a second at a time. */
export function DrillClock({ startedAt, now }: { startedAt: string; now: number }) {
  const [shown, setShown] = useState(now)
  useEffect(() => {
    const ahead = now - Date.now()
    const timer = setInterval(() => setShown(Date.now() + ahead), 1000)
    return () => clearInterval(timer)
  }, [now])
  const seconds = Math.max(0, Math.floor((shown - Date.parse(startedAt)) / 1000))
  return (
    <span role="timer" className="tabular-nums">
      {seconds === 0 ? '0 s' : durationInWords(seconds * 1000).replace(/\.\d+ s$/, ' s')}
    </span>
  )
}
