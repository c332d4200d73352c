import { TaskGroup, TaskLink } from '@/components/frame/tasks'
import { flowHref } from '@/lib/client/mail-flow'
import type { FlowMessage, FlowQueue } from '@/lib/exchange'
import { nameOfQueue } from './queue-columns'

/** What fits into an address. */
const longestExplained = 1000

/** A task of the queue or message: a page with its command, tried first and run as any other. */
function taskOf(subject: string, back: string, disabledReason: string | null) {
  return (wizard: string, label: string) => (
    <TaskLink
      href={`/do/${wizard}?for=${encodeURIComponent(subject)}&back=${encodeURIComponent(back)}`}
      disabledReason={disabledReason}
    >
      {label}
    </TaskLink>
  )
}

export function QueueTasks({ queue, disabledReason }: { queue: FlowQueue; disabledReason: string | null }) {
  const { identity, status, messages, lastError } = queue
  const task = taskOf(identity, flowHref({ queue: identity }), disabledReason)
  return (
    <TaskGroup title={nameOfQueue(queue)}>
      {status === 'Retry' && task('retry-queue', 'Retry now')}
      {status === 'Suspended' && task('resume-queue', 'Resume the queue')}
      {status !== 'Suspended' && queue.canBeSuspended && task('suspend-queue', 'Suspend the queue')}
      {queue.canBeResubmitted && messages > 0 && task('resubmit-queue', 'Submit its messages anew')}
      <TaskLink href={`${flowHref({ queue: identity })}#messages`}>View messages</TaskLink>
      {lastError && (
        <TaskLink href={`/email/codes?explain=${encodeURIComponent(lastError.slice(0, longestExplained))}`}>
          Explain its last error
        </TaskLink>
      )}
      {messages > 0 && task('remove-messages', 'Remove its messages')}
    </TaskGroup>
  )
}

export function MessageTasks({
  message: { identity, status, subject, key, messageId },
  queue,
  disabledReason,
}: {
  message: FlowMessage
  queue: string
  disabledReason: string | null
}) {
  const task = taskOf(identity, flowHref({ queue, message: key }), disabledReason)
  const waits = status === 'Suspended' || status === 'PendingSuspend'
  return (
    <TaskGroup title={subject || '(no subject)'}>
      {waits ? task('resume-message', 'Resume the message') : task('suspend-message', 'Suspend the message')}
      <TaskLink href={`/email/tracking?message=${encodeURIComponent(messageId)}`}>Track the message</TaskLink>
      {task('remove-message', 'Remove the message')}
    </TaskGroup>
  )
}

/** What concerns all of the mail flow. */
export function FlowTasks({ disabledReason }: { disabledReason: string | null }) {
  return (
    <TaskGroup title="Mail flow tasks">
      <TaskLink href="/email/mail-flow/send-test">Send a test message</TaskLink>
      <TaskLink href="/email/tracking">Track a message</TaskLink>
      <TaskLink href="/email/codes">Explain a non-delivery code</TaskLink>
      <TaskLink href="/email/tracking/routing">View the routing table</TaskLink>
      <TaskLink href="/email/mail-flow/map">Map of the edge</TaskLink>
      <TaskLink href="/email/mail-flow/database">View the queue database</TaskLink>
      <TaskLink href="/email/tracking/logs">Turn on protocol logging</TaskLink>
      <TaskLink href="/do/advance-clock?back=/email/mail-flow" disabledReason={disabledReason}>
        Move the clock of the site
      </TaskLink>
    </TaskGroup>
  )
}
