import { Alert } from '@/components/ui/alert'
import { PageLink } from '@/components/ui/page-link'
import type { RunEnd } from '@/lib/client/console-run'

function outcome(end: RunEnd): { tone: 'success' | 'warning' | 'error'; title: string } {
  if (end.kind !== 'end') return { tone: 'error', title: 'The script did not run. The terminal says why.' }
  if (end.stopped) return { tone: 'warning', title: 'The script was stopped.' }
  if (!end.ok) return { tone: 'error', title: 'The script ran with errors. They are in the terminal.' }
  return { tone: 'success', title: 'The script ran to its end.' }
}

/** How a script ended, and where its run is kept. */
export function ScriptResult({ end }: { end: RunEnd }) {
  const { tone, title } = outcome(end)
  const kept = end.kind === 'end' ? end.scriptRun : null
  return (
    <Alert tone={tone} title={title} live>
      {kept && (
        <PageLink href={`/activity/scripts/${encodeURIComponent(kept)}`} className="act">
          See this run in Activity
        </PageLink>
      )}
    </Alert>
  )
}
