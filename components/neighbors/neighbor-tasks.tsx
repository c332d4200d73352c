import { TaskGroup, TaskLink } from '@/components/frame/tasks'
import { hasServer, type NeighborNow } from '@/lib/network'

/** What can be done with a neighbor, and from here. */
export function NeighborTasks({
  neighbor,
  disabledReason,
}: {
  neighbor: NeighborNow
  disabledReason: string | null
}) {
  const { domain, organization } = neighbor.known
  const way = `for=${domain}&back=${encodeURIComponent(`/email/neighbors?selected=${domain}`)}`
  return (
    <>
      {hasServer(neighbor) && (
        <TaskGroup title={organization}>
          <TaskLink href={`/do/neighbor-message?${way}`} disabledReason={disabledReason}>
            Send a message to the site
          </TaskLink>
          <TaskLink href={`/do/empty-neighbor-mailbox?${way}`} disabledReason={disabledReason}>
            Empty a mailbox
          </TaskLink>
          <TaskLink href={`/do/neighbor-settings?${way}`} disabledReason={disabledReason}>
            Change what it does with mail
          </TaskLink>
        </TaskGroup>
      )}
      <TaskGroup title="Neighbors tasks">
        <TaskLink href="/email/mail-flow">See the queues</TaskLink>
        <TaskLink href="/email/tracking">Follow a message</TaskLink>
      </TaskGroup>
    </>
  )
}
