import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ScriptReport } from '@/components/activity/script-report'
import { findScriptRun } from '@/lib/server/queries/script-runs'
import { requirePerson } from '@/lib/server/session'

export const metadata: Metadata = { title: 'Script' }

export default async function ScriptRunPage({ params }: { params: Promise<{ id: string }> }) {
  await requirePerson()
  const run = await findScriptRun((await params).id)
  if (!run) notFound()
  return (
    <div className="max-w-[900px] px-6.5 py-6 max-sm:px-4">
      <ScriptReport run={run} now={new Date()} />
    </div>
  )
}
