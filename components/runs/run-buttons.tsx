'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { ErrorAlert } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { OpenInShell } from '@/components/ui/open-in-shell'
import { isUnfinished, type RunSnapshot } from '@/lib/client/runs'
import { saveScript } from '@/lib/client/save-file'
import { comment } from '@/lib/runbooks/runbook'
import type { ErrorRecord } from '@/lib/shell'
import type { RunActions } from './run-actions'

type Answer = { readonly ok: true } | { readonly ok: false; readonly error: ErrorRecord }

/** What can be done with a run now; each button works once at a time and shows the server's refusal. */
export function RunButtons({
  run,
  actions = {},
  refresh,
  disabledReason,
  runPath = '/activity/runs/[id]',
}: {
  run: RunSnapshot
  actions?: RunActions
  refresh: () => unknown
  disabledReason?: string | null
  runPath?: string
}) {
  const router = useRouter()
  const [busy, setBusy] = useState<string | null>(null)
  const [error, setError] = useState<ErrorRecord | null>(null)
  const perform = async <A extends Answer>(
    name: string,
    action: (id: string) => Promise<A>,
    then: (a: A & { ok: true }) => unknown,
  ) => {
    setBusy(name)
    setError(null)
    const answer = await action(run.id)
    if (answer.ok) await then(answer as A & { ok: true })
    else setError(answer.error)
    setBusy(null)
  }
  const { retry, undo, again, script } = actions
  const offersUndo = undo && run.undoable && !isUnfinished(run.state)
  return (
    <>
      <div className="flex flex-wrap gap-2 empty:hidden">
        {retry && run.state === 'failed' && (
          <Button
            look="primary"
            busy={busy === 'retry'}
            disabledReason={disabledReason}
            onClick={() => perform('retry', retry, refresh)}
          >
            Retry the failed step
          </Button>
        )}
        {offersUndo && (
          <ConfirmDialog
            trigger="Undo this run"
            triggerProps={{ disabledReason }}
            title="Undo this run?"
            destroys={undone(run)}
            keeps={['The record of this run, and its runbook']}
            gentler={
              script && {
                label: 'Save the runbook first',
                action: () => perform('script', script, saveAnswer),
              }
            }
            lines={run.undo}
            confirm="Undo the run"
            action={() => perform('undo', undo, refresh)}
          />
        )}
        {again && !isUnfinished(run.state) && (
          <Button
            busy={busy === 'again'}
            disabledReason={disabledReason}
            onClick={() =>
              perform('again', again, ({ runId }) => router.push(runPath.replace('[id]', runId)))
            }
          >
            Run again
          </Button>
        )}
        {script && (
          <Button busy={busy === 'script'} onClick={() => perform('script', script, saveAnswer)}>
            Save as .ps1
          </Button>
        )}
        {script && <OpenInShell lines={linesOf(run)} />}
      </div>
      {error && <ErrorAlert error={error} live />}
    </>
  )
}

function saveAnswer({ text, fileName }: { text: string; fileName: string }) {
  saveScript(text, fileName)
}

/** Of a run that is longer than its snapshot, more than any line of a shell takes anyway. */
function linesOf({ steps }: RunSnapshot): readonly string[] {
  return steps.flatMap(({ title, command }) => [comment(title), command])
}

/** What an undo takes back: the changes of the steps that are known, or their number. */
function undone(run: RunSnapshot): readonly string[] {
  const changes = run.steps.filter(({ state }) => state === 'done').flatMap((step) => step.changes)
  if (changes.length === 0) return [`What its ${run.doneCount} finished steps changed, last step first`]
  const more = changes.length - 8
  return more > 0 ? [...changes.slice(0, 8), `and ${more} more changes`] : changes
}
