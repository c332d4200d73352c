import Link from 'next/link'
import { Code } from '@/components/ui/code'
import { CopyButton } from '@/components/ui/copy-button'
import { EmptyState } from '@/components/ui/empty-state'
import { OpenInShell } from '@/components/ui/open-in-shell'
import { Duration, Time } from '@/components/ui/time'
import { type ScriptState, ScriptStateBadge } from './script-state'

export interface ReportedScript {
  readonly title: string
  readonly actor: string
  readonly state: ScriptState
  readonly commandCount: number
  readonly source: string
  readonly output: string
  readonly startedAt: Date
  readonly finishedAt: Date | null
}

/** One run of the shell: who, when, with what result, its source and what it wrote. */
export function ScriptReport({ run, now }: { run: ReportedScript; now: Date }) {
  const { title, actor, state, commandCount, source, output, startedAt, finishedAt } = run
  return (
    <div className="flex flex-col gap-6">
      <div className="flex flex-wrap items-center gap-3">
        <h1 className="min-w-0 text-lg font-semibold break-words">{title}</h1>
        <ScriptStateBadge state={state} />
      </div>
      <p className="-mt-4 text-sm text-soft">
        {actor}, <Time at={startedAt} now={now} />
        {finishedAt && (
          <>
            , ran for <Duration ms={finishedAt.getTime() - startedAt.getTime()} />
          </>
        )}
        . {commandCount === 1 ? 'One command.' : `${commandCount.toLocaleString('en-US')} commands.`}{' '}
        <Link href={`/activity?actor=${encodeURIComponent(actor)}`} className="act inline-block min-h-6">
          See them in Activity
        </Link>
      </p>
      <section className="flex flex-col gap-2">
        <div className="flex flex-wrap items-center justify-between gap-3">
          <h2 className="font-semibold">Source</h2>
          <OpenInShell lines={source.split(/\r?\n/)} />
        </div>
        <Code code={source} language={source.length > 20_000 ? 'text' : 'powershell'} label="the source" />
      </section>
      <section className="flex flex-col gap-2">
        <div className="flex items-center gap-3">
          <h2 className="font-semibold" id="script-output">
            Output
          </h2>
          {output !== '' && <CopyButton text={output} label="the output" />}
        </div>
        {output === '' ? (
          <EmptyState title={state === 'running' ? 'It is still running' : 'It wrote nothing'}>
            {state === 'running' ? 'What it writes is kept when it ends. Load the page again then.' : ''}
          </EmptyState>
        ) : (
          <section
            // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard
            tabIndex={0}
            aria-labelledby="script-output"
            className="max-h-[70vh] overflow-auto rounded-md bg-code text-code-ink"
          >
            <pre className="px-3.5 py-3 font-mono text-xs">{output}</pre>
          </section>
        )}
      </section>
    </div>
  )
}
