'use client'

import { useEffect, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { cx } from '@/components/ui/cx'
import type { ConsoleSession, ConsoleState } from '@/lib/client/console-state'
import { lineHistory } from '@/lib/client/line-history'
import { keptLines } from './kept-shell'
import { PhoneLine } from './phone-line'
import type { ScriptActions, ScriptFile } from './script-actions'
import { ScriptPanel } from './script-panel'
import { Terminal } from './terminal'
import { Welcome } from './welcome'

const panes = [
  { id: 'terminal', label: 'Terminal' },
  { id: 'scripts', label: 'Scripts' },
] as const

type Pane = (typeof panes)[number]['id']

/** The terminal and the scripts beside it; one of the two on a phone. */
export function ShellView({
  person,
  line,
  files,
  actions,
}: {
  person: string
  line: string | null
  files: readonly ScriptFile[]
  actions: ScriptActions
}) {
  const session = useRef<ConsoleSession | null>(null)
  const [pane, setPane] = useState<Pane>('terminal')
  const [state, setState] = useState<ConsoleState>({ doing: 'reading', prompt: '', secret: false })
  const [welcome, setWelcome] = useState(false)
  useEffect(() => setWelcome(lineHistory(keptLines(), person).lines.length === 0), [person])
  const hidden = (one: Pane) => pane !== one && 'max-[899px]:hidden'
  return (
    <div className="panes">
      <div className="flex gap-2 px-4 pt-3 min-[900px]:hidden">
        {panes.map(({ id, label }) => (
          <Button
            key={id}
            aria-pressed={pane === id}
            onClick={() => setPane(id)}
            look={pane === id ? 'primary' : 'secondary'}
          >
            {label}
          </Button>
        ))}
      </div>
      <div className={cx('panes-content flex min-h-0 flex-col gap-3 p-4', hidden('terminal'))}>
        <h1 className="sr-only">Shell</h1>
        {welcome && <Welcome onChoose={(command) => session.current?.put(command)} />}
        <div className="min-h-0 flex-1 max-[899px]:h-[55dvh] max-[899px]:flex-none">
          <Terminal person={person} line={line} session={session} onState={setState} />
        </div>
        <PhoneLine state={state} session={() => session.current} />
        <p className="text-xs text-faint pointer-coarse:hidden">
          Tab completes, Shift+Enter begins another line, Ctrl+R searches what was typed, Ctrl+C stops.
          Escape, then Tab leaves the terminal.
        </p>
      </div>
      <section
        aria-label="Scripts"
        className={cx('panes-tasks flex flex-col min-[900px]:w-[420px]!', hidden('scripts'))}
      >
        <ScriptPanel files={files} actions={actions} session={session} />
      </section>
    </div>
  )
}
