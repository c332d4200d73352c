import { TaskGroup } from '@/components/frame/tasks'
import { Code } from '@/components/ui/code'
import { OpenInShell } from '@/components/ui/open-in-shell'
import type { FlowMessage, FlowQueue } from '@/lib/exchange'
import { command, pipe, printCommand } from '@/lib/shell'

/** The command that gives what is looked at. */
export function flowCommand(queue: FlowQueue | null, message: FlowMessage | null): string {
  if (message) return printCommand(command('Get-MessageTrackingLog', { MessageId: message.messageId }))
  if (!queue) return printCommand(pipe(command('Get-TransportServer'), command('Get-Queue')))
  if (queue.status === 'Retry')
    return printCommand(pipe(command('Get-Queue', { Filter: "Status -eq 'Retry'" }), command('Retry-Queue')))
  return printCommand(command('Get-Message', { Queue: queue.identity }))
}

export function QueueCommand({ queue, message }: { queue: FlowQueue | null; message: FlowMessage | null }) {
  const line = flowCommand(queue, message)
  return (
    <TaskGroup title="As a command">
      <Code code={line} className="w-full" />
      <div className="mt-3">
        <OpenInShell lines={[line]} />
      </div>
    </TaskGroup>
  )
}
