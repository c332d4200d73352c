'use client'

import { useEffect } from 'react'
import { Alert } from '@/components/ui/alert'
import { Spinner } from '@/components/ui/button'
import { Skeleton } from '@/components/ui/empty-state'
import { Progress } from '@/components/ui/meter'
import { Duration, Time } from '@/components/ui/time'
import { QueryProvider } from '@/lib/client/query-provider'
import { isUnfinished, type RunSnapshot } from '@/lib/client/runs'
import { useRun } from '@/lib/client/use-run'
import type { RunActions } from './run-actions'
import { RunButtons } from './run-buttons'
import { RunStateBadge } from './run-state'
import { RunSteps } from './run-steps'

export interface RunViewProps {
  runId: string
  /** The run as the server knows it when the page is made: shown at once, and before scripts run. */
  initial?: RunSnapshot
  /** Retry, undo, run again, save: server actions. */
  actions?: RunActions
  /** Why the buttons that change something are disabled: `forRole(account)`. */
  disabledReason?: string | null
  /** Where a run started by "Run again" is followed, `[id]` standing for it. */
  runPath?: string
  /** Within the wizard: its own heading says the title. */
  embedded?: boolean
  onChange?: (run: RunSnapshot) => void
}

/** One run, live until it is finished; it can be left at any time and goes on. */
export function RunView(props: RunViewProps) {
  return (
    <QueryProvider>
      <Follow {...props} />
    </QueryProvider>
  )
}

function Follow({ runId, initial, onChange, ...rest }: RunViewProps) {
  const { run, unreachable, refresh } = useRun(runId, initial)
  useEffect(() => {
    if (run) onChange?.(run)
  }, [run, onChange])
  return (
    <div className="flex flex-col gap-4">
      {unreachable && (
        <Alert tone="warning" live title="The server does not answer at the moment.">
          The run itself is kept and goes on; this page asks again by itself.
        </Alert>
      )}
      {run ? (
        <RunReport run={run} refresh={refresh} {...rest} />
      ) : (
        !unreachable && <Skeleton className="h-40 w-full" />
      )}
    </div>
  )
}

type ReportProps = Omit<RunViewProps, 'runId' | 'initial' | 'onChange'> & {
  run: RunSnapshot
  refresh: () => unknown
}

function RunReport({ run, refresh, embedded, ...rest }: ReportProps) {
  const unfinished = isUnfinished(run.state)
  const current = run.steps.find(({ state }) => state === 'running')
  const { startedAt, finishedAt } = run
  return (
    <>
      {!embedded && (
        <div className="flex flex-wrap items-center gap-3">
          <h1 className="text-lg font-semibold">{run.title}</h1>
          <RunStateBadge state={run.state} />
        </div>
      )}
      <div className="flex flex-col gap-1.5">
        <Progress max={run.stepCount} value={run.doneCount} label={`Progress of ${run.title}`} />
        <p className="flex flex-wrap gap-x-3 text-xs text-faint">
          {embedded && <RunStateBadge state={run.state} />}
          <span className="flex items-center gap-1.5">
            {unfinished && <Spinner />}
            {run.doneCount} of {run.stepCount} steps
          </span>
          <span>
            By {run.actor}, from {run.source}
          </span>
          {startedAt && (
            <span>
              <Time at={startedAt} absolute />
            </span>
          )}
          {startedAt && finishedAt && (
            <span>
              took <Duration ms={Date.parse(finishedAt) - Date.parse(startedAt)} />
            </span>
          )}
        </p>
      </div>
      <p role="status" className="sr-only">
        {unfinished
          ? current && `Step ${current.index + 1} of ${run.stepCount}: ${current.title}`
          : `The run has ${run.state}.`}
      </p>
      <RunButtons run={run} refresh={refresh} {...rest} />
      <RunSteps run={run} />
    </>
  )
}
