'use client'

import './shell.css'
import { useId } from 'react'
import { PowerShell } from '@/components/ui/code'
import { cx } from '@/components/ui/cx'
import { ErrorText } from '@/components/ui/field-shell'
import type { ErrorRecord } from '@/lib/shell'

/** Longer scripts stay plain, so that every key is quick. */
const longestPainted = 50_000

const face = 'font-mono text-xs leading-[1.55] whitespace-pre py-2.5 pr-4 pl-3 tab-4'

/**
 * A script as text with line numbers and colours: a text area whose letters cannot be seen lies over the coloured
 * text, and both grow with it. Tab leaves it, as every field.
 */
export function ScriptEditor({
  source,
  error,
  onChange,
}: {
  source: string
  error: { readonly error: ErrorRecord; readonly line: number | null } | null
  onChange: (source: string) => void
}) {
  const id = useId()
  const wrong = error?.line ?? null
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-1.5">
      <label htmlFor={id} className="text-sm font-medium">
        Script
      </label>
      <div className="shell-ground flex min-h-[160px] flex-1 overflow-auto rounded-md bg-code text-code-ink focus-within:outline-2 focus-within:outline-focus">
        <LineNumbers many={source.split('\n').length} wrong={wrong} />
        <div className="grid min-w-max flex-1">
          <pre aria-hidden="true" className={cx(face, 'pointer-events-none [grid-area:1/1]')}>
            {source.length > longestPainted ? source : <PowerShell code={source} />}
            {'\n'}
          </pre>
          <textarea
            id={id}
            value={source}
            spellCheck={false}
            autoCapitalize="none"
            autoComplete="off"
            wrap="off"
            aria-invalid={error ? true : undefined}
            aria-describedby={`${id}-error`}
            onChange={(event) => onChange(event.target.value)}
            className={cx(
              face,
              'resize-none overflow-hidden bg-transparent text-transparent caret-code-variable outline-none [grid-area:1/1] selection:bg-action selection:text-white',
            )}
          />
        </div>
      </div>
      <div id={`${id}-error`} aria-live="polite" className="empty:hidden">
        {error && (
          <ErrorText
            error={{
              message: `${wrong === null ? '' : `Line ${wrong}: `}${error.error.message}`,
              recommendedAction: error.error.recommendedAction,
            }}
          />
        )}
      </div>
    </div>
  )
}

function LineNumbers({ many, wrong }: { many: number; wrong: number | null }) {
  return (
    <div
      aria-hidden="true"
      className="sticky left-0 z-10 shrink-0 self-stretch bg-code py-2.5 pl-3 text-right font-mono text-xs leading-[1.55] text-code-comment select-none"
    >
      {Array.from({ length: many }, (_, index) => index + 1).map((number) => (
        <div
          key={number}
          className={cx('pr-1', number === wrong && 'bg-code-ink/20 font-semibold text-(--shell-error)')}
        >
          {number}
        </div>
      ))}
    </div>
  )
}
