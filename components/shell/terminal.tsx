'use client'

import '@xterm/xterm/css/xterm.css'
import './shell.css'
import { type RefObject, useEffect, useEffectEvent, useRef, useState } from 'react'
import type { ConsoleSession, ConsoleState } from '@/lib/client/console-state'
import { type OpenedShell, openShell } from './open-shell'

const mostLogged = 200

/** Adds to what screen readers hear, and forgets what was long ago. */
function addTo(log: HTMLElement | null, text: string) {
  for (const line of text.split('\n').slice(-mostLogged)) {
    const entry = document.createElement('div')
    entry.textContent = line
    log?.append(entry)
  }
  while (log?.firstChild && log.childElementCount > mostLogged) log.firstChild.remove()
}

/** A shell in a terminal: fills its parent. The log beside it says the same to screen readers. */
export function Terminal({
  person,
  line,
  session,
  onState,
}: {
  person: string
  /** Stands in the line at the beginning, and is not run. */
  line: string | null
  /** Where the page finds the session while it is open. */
  session: RefObject<ConsoleSession | null>
  onState: (state: ConsoleState) => void
}) {
  const box = useRef<HTMLDivElement>(null)
  const log = useRef<HTMLDivElement>(null)
  const [said, say] = useState('')
  const changed = useEffectEvent(onState)
  const opened = useEffectEvent((shell: OpenedShell) => {
    session.current = shell.session
    if (line) shell.session.put(line)
    if (matchMedia('(pointer: fine)').matches) shell.focus()
  })
  useEffect(() => {
    const element = box.current
    if (!element) return
    let shell: OpenedShell | null = null
    let left = false
    void openShell(element, { person, say, changed, log: (text) => addTo(log.current, text) }).then((one) => {
      if (left) return one.close()
      shell = one
      opened(one)
    })
    return () => {
      left = true
      session.current = null
      shell?.close()
    }
  }, [person, session])
  return (
    <>
      <div
        ref={box}
        className="shell-ground h-full min-h-0 overflow-hidden rounded-md bg-code py-2 pl-3 focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-focus print:hidden"
      />
      <div ref={log} role="log" aria-live="polite" aria-label="Output of the shell" className="sr-only" />
      <p role="status" className="sr-only">
        {said}
      </p>
    </>
  )
}
