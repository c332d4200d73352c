'use client'

import type { RefObject } from 'react'
import { ErrorAlert } from '@/components/ui/alert'
import type { ConsoleSession } from '@/lib/client/console-state'
import type { ScriptActions, ScriptFile } from './script-actions'
import { ScriptList } from './script-list'
import { ScriptView } from './script-view'
import { useScripts } from './use-scripts'

/** The scripts of the site's drive: to bring, to write, to run. */
export function ScriptPanel({
  files,
  actions,
  session,
}: {
  files: readonly ScriptFile[]
  actions: ScriptActions
  session: RefObject<ConsoleSession | null>
}) {
  const scripts = useScripts(actions, files)
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-3 overflow-auto p-4">
      <h2 className="text-base font-semibold">Scripts</h2>
      {scripts.error && <ErrorAlert error={scripts.error} live />}
      {scripts.open ? (
        <ScriptView script={scripts.open} {...{ scripts, actions, session }} />
      ) : (
        <ScriptList scripts={scripts} />
      )}
    </div>
  )
}
