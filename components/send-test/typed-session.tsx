'use client'

import { useEffect, useRef, useState } from 'react'
import { Alert } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import { inputClass } from '@/components/ui/field-shell'
import { isRefusal, nextLines } from './reply-words'
import type { SayAction, SessionReply, StartSessionAction } from './session-actions'
import { SessionForm, type Target } from './session-form'
import { type Line, Transcript } from './transcript'

/** An SMTP session typed line by line, as with telnet; each reply is explained. */
export function TypedSession({
  start,
  say,
  targets,
  people,
  disabledReason,
}: {
  start: StartSessionAction
  say: SayAction
  targets: readonly Target[]
  /** Whom the proposed lines name. */
  people: { readonly sender: string; readonly recipient: string }
  disabledReason: string | null
}) {
  const [session, setSession] = useState<string | null>(null)
  const [lines, setLines] = useState<readonly Line[]>([])
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  // The field is there once the server has greeted.
  useEffect(() => {
    if (session) input.current?.focus()
  }, [session])
  const expects = lines.at(-1)?.reply.expects ?? 'nothing'

  async function connect({ address, port, from }: Target) {
    setBusy(true)
    const opened = await start(address, port, from).catch(() => unreachable)
    setBusy(false)
    setProblem(opened.ok ? null : opened.reason)
    setSession(opened.ok ? opened.id : null)
    setLines(opened.ok ? [{ said: '', reply: opened.greeting }] : [])
  }

  async function speak(said: string) {
    if (!session || busy) return
    setBusy(true)
    const reply: SessionReply = await say(session, said).catch(() => ({
      reply: 'The dashboard cannot be reached.',
      expects: 'nothing' as const,
    }))
    setBusy(false)
    setLines((before) => [...before, { said, reply }])
    if (input.current) input.current.value = ''
    input.current?.focus()
  }

  return (
    <div className="flex flex-col gap-4">
      <SessionForm targets={targets} onConnect={connect} disabledReason={disabledReason} />
      {problem && (
        <Alert tone="error" title="There is no connection" live>
          {problem}
        </Alert>
      )}
      {lines.length > 0 && <Transcript lines={lines} />}
      {expects !== 'nothing' && (
        <form
          className="flex flex-col gap-2"
          onSubmit={(event) => {
            event.preventDefault()
            void speak(input.current?.value ?? '')
          }}
        >
          <label htmlFor="smtp-line" className="text-sm font-medium">
            {expects === 'message' ? 'Next line of the message' : 'Next command'}
          </label>
          <div className="flex gap-2">
            <input
              id="smtp-line"
              ref={input}
              maxLength={998}
              autoComplete="off"
              spellCheck={false}
              className={`${inputClass} min-w-0 flex-1 font-mono text-sm`}
            />
            <Button type="submit">Say it</Button>
          </div>
          <Proposals
            lines={nextLines(
              lines.filter(({ reply }) => !isRefusal(reply.reply)).map(({ said }) => said),
              expects,
              people,
            )}
            onChoose={(line) => void speak(line)}
          />
        </form>
      )}
    </div>
  )
}

const unreachable = { ok: false, reason: 'The dashboard cannot be reached. Try again.' } as const

function Proposals({ lines, onChoose }: { lines: readonly string[]; onChoose: (line: string) => void }) {
  return (
    <ul aria-label="Usually said next" className="flex flex-wrap gap-2">
      {lines.map((line) => (
        <li key={line}>
          <button
            type="button"
            onClick={() => onChoose(line)}
            className="min-h-8 rounded-md border border-line px-2.5 font-mono text-xs break-all hover:bg-panel"
          >
            {line === '' ? '(an empty line)' : line === '.' ? '. (the end)' : line}
          </button>
        </li>
      ))}
    </ul>
  )
}
