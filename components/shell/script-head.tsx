'use client'

import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { command, printCommand } from '@/lib/shell'
import type { OpenScript, Scripts } from './use-scripts'

/** Which script is open; the way back to the others, and how it is removed. */
export function ScriptHead({
  script,
  scripts,
  running,
}: {
  script: OpenScript
  scripts: Scripts
  running: boolean
}) {
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Button onClick={scripts.close} disabledReason={running && 'The script is running.'}>
        All scripts
      </Button>
      <p className="min-w-0 flex-1 truncate font-mono text-xs" title={script.path}>
        {script.kept === null ? 'Not saved yet' : script.path}
      </p>
      {script.kept !== null && (
        <ConfirmDialog
          trigger="Remove"
          triggerProps={{ look: 'quiet', disabledReason: running && 'The script is running.' }}
          title="Remove this script?"
          destroys={[script.path]}
          keeps={['What its runs have done, and their output in Activity']}
          lines={[printCommand(command('Remove-Item', { Path: script.path }))]}
          confirm="Remove the script"
          action={() => scripts.remove(script.path)}
        />
      )}
    </div>
  )
}
