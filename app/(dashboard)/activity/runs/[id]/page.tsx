import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { forRole } from '@/components/frame/view-only'
import { RunView } from '@/components/runs/run-view'
import { runSnapshot } from '@/lib/server/queries/run-snapshot'
import { requirePerson } from '@/lib/server/session'
import { againAction, retryAction, runScriptAction, undoAction } from '../../../do/actions'

export const metadata: Metadata = { title: 'Runbook' }

export default async function RunPage({ params }: { params: Promise<{ id: string }> }) {
  const person = await requirePerson()
  const run = await runSnapshot((await params).id)
  if (!run) notFound()
  return (
    <div className="max-w-[900px] px-6.5 py-6 max-sm:px-4">
      <RunView
        runId={run.id}
        initial={run}
        disabledReason={forRole(person)}
        runPath="/activity/runs/[id]"
        actions={{ retry: retryAction, undo: undoAction, again: againAction, script: runScriptAction }}
      />
    </div>
  )
}
