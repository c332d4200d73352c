import Link from 'next/link'
import { StateDot } from '@/components/ui/state'
import type { Column } from '@/components/ui/table'
import { Duration, Time } from '@/components/ui/time'
import { sourceInWords } from '@/lib/runbooks/source'

/** One command that ran. */
export interface ListedCommand {
  readonly id: string
  readonly at: Date
  readonly actor: string
  readonly source: string
  readonly command: string
  readonly succeeded: boolean
  readonly error: { readonly message: string } | null
  readonly durationMs: number
  readonly runId: string | null
  readonly scriptRunId: string | null
}

/** The run that a command stood in. */
function runHref({ runId, scriptRunId }: ListedCommand): string | null {
  if (runId) return `/activity/runs/${runId}`
  return scriptRunId && `/activity/scripts/${scriptRunId}`
}

export function activityColumns(now: Date): readonly Column<ListedCommand>[] {
  return [
    { id: 'at', title: 'When', width: '11%', cell: ({ at }) => <Time at={at} now={now} /> },
    {
      id: 'actor',
      title: 'Who',
      width: '14%',
      wideOnly: true,
      cell: ({ actor }) => <Link href={`/activity?actor=${encodeURIComponent(actor)}`}>{actor}</Link>,
    },
    {
      id: 'source',
      title: 'From',
      width: '13%',
      wideOnly: true,
      cell: (command) => {
        const href = runHref(command)
        const words = sourceInWords(command.source)
        return href ? <Link href={href}>{words}</Link> : words
      },
    },
    {
      id: 'command',
      title: 'Command',
      primary: true,
      cell: ({ command }) => (
        <code
          className="block max-h-24 overflow-hidden font-mono text-xs break-words whitespace-pre-wrap text-ink"
          title={command.length > 300 ? command : undefined}
        >
          {command.length > 600 ? `${command.slice(0, 600)}…` : command}
        </code>
      ),
    },
    {
      id: 'result',
      title: 'Result',
      width: '22%',
      cell: ({ succeeded, error }) =>
        succeeded ? (
          <StateDot state="ok">Done</StateDot>
        ) : (
          <StateDot state="error">{error?.message.slice(0, 300) ?? 'Failed'}</StateDot>
        ),
    },
    {
      id: 'duration',
      title: 'Took',
      width: '7%',
      align: 'end',
      cell: ({ durationMs }) => <Duration ms={durationMs} />,
    },
  ]
}
