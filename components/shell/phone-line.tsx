'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { inputClass } from '@/components/ui/field-shell'
import type { ConsoleSession, ConsoleState } from '@/lib/client/console-state'

/** A field of the phone's own under the terminal, with its dictionary and its clipboard; answers questions, too. */
export function PhoneLine({ state, session }: { state: ConsoleState; session: () => ConsoleSession | null }) {
  const [text, setText] = useState('')
  const running = state.doing === 'running'
  const label = state.doing === 'asking' ? state.prompt : 'A command'
  return (
    <form
      className="flex gap-2 min-[900px]:pointer-fine:hidden print:hidden"
      onSubmit={(event) => {
        event.preventDefault()
        session()?.submit(text)
        setText('')
      }}
    >
      <input
        type={state.secret ? 'password' : 'text'}
        aria-label={label}
        placeholder={label}
        value={text}
        onChange={(event) => setText(event.target.value)}
        autoCapitalize="none"
        autoComplete="off"
        autoCorrect="off"
        spellCheck={false}
        className={`${inputClass} font-mono`}
      />
      {running ? (
        <Button onClick={() => session()?.stop()}>Stop</Button>
      ) : (
        <Button type="submit" look="primary">
          {state.doing === 'asking' ? 'Answer' : 'Run'}
        </Button>
      )}
    </form>
  )
}
