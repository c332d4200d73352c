import { Badge, type BadgeTone } from '@/components/ui/badge'

export type ScriptState = 'running' | 'succeeded' | 'failed' | 'stopped'

const badges: Record<ScriptState, [BadgeTone, string]> = {
  running: ['blue', 'Running'],
  succeeded: ['green', 'Succeeded'],
  failed: ['red', 'Failed'],
  stopped: ['grey', 'Stopped'],
}

/** The state of a script, or of a line typed in the shell, in a pill. */
export function ScriptStateBadge({ state }: { state: ScriptState }) {
  const [tone, word] = badges[state]
  return <Badge tone={tone}>{word}</Badge>
}
