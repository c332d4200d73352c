import { cx } from '@/components/ui/cx'
import { type State, StateDot } from '@/components/ui/state'
import type { Column } from '@/components/ui/table'
import { Duration } from '@/components/ui/time'
import type { FlowMessage, FlowQueue } from '@/lib/exchange'

const states: Readonly<Record<FlowQueue['status'] | FlowMessage['status'], State>> = {
  Ready: 'ok',
  Active: 'ok',
  Connecting: 'pending',
  Retry: 'warning',
  Suspended: 'neutral',
  Locked: 'pending',
  PendingRemove: 'neutral',
  PendingSuspend: 'neutral',
}

export function FlowState({ status }: { status: FlowQueue['status'] | FlowMessage['status'] }) {
  return <StateDot state={states[status]}>{status}</StateDot>
}

/** Submission and its like are named with their server, delivery queues by where they lead. */
export function nameOfQueue({ kind, nextHop, identity }: FlowQueue): string {
  return kind === 'Delivery' ? nextHop : identity
}

const mono = 'font-mono text-xs break-words'

/**
 * @param now the site's clock
 * @param selected the queue whose error is told in full; of the others it may be cut
 */
export function queueColumns(now: string, selected: string | null): readonly Column<FlowQueue>[] {
  return [
    { id: 'name', title: 'Next hop', primary: true, cell: nameOfQueue },
    { id: 'type', title: 'Delivery type', wideOnly: true, cell: ({ deliveryType }) => deliveryType },
    { id: 'status', title: 'Status', cell: ({ status }) => <FlowState status={status} /> },
    {
      id: 'messages',
      title: 'Messages',
      cell: ({ messages }) => <span className="tabular-nums">{messages.toLocaleString('en-US')}</span>,
    },
    { id: 'retry', title: 'Next retry', cell: (queue) => <NextRetry queue={queue} now={now} /> },
    {
      id: 'error',
      title: 'Last error',
      width: '38%',
      cell: ({ lastError, identity }) =>
        lastError ? (
          <span className={cx(mono, identity !== selected && 'line-clamp-2')} title={lastError}>
            {lastError}
          </span>
        ) : (
          '—'
        ),
    },
  ]
}

function NextRetry({ queue: { nextRetry, status }, now }: { queue: FlowQueue; now: string }) {
  if (!nextRetry || status === 'Suspended') return '—'
  const wait = Date.parse(nextRetry) - Date.parse(now)
  if (wait <= 0) return 'now'
  return (
    <span className="whitespace-nowrap tabular-nums">
      in {wait < 10_000 ? 'a few seconds' : <Duration ms={wait} />}
    </span>
  )
}
