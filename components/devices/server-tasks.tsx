import { TaskGroup, TaskLink } from '@/components/frame/tasks'
import type { ListedServer } from './servers'

/** What can be done with a server now. */
export function ServerTasks({
  server,
  exchangeInstalled,
  disabledReason,
}: {
  server: ListedServer
  exchangeInstalled: boolean
  disabledReason: string | null
}) {
  const back = `back=${encodeURIComponent(`/devices?selected=${server.name}`)}`
  const stopped = Object.entries(server.services).filter(([, { state }]) => state === 'Stopped')
  return (
    <>
      <TaskGroup title={server.name}>
        {server.role === 'member' && !server.joined && (
          <TaskLink href={`/do/join-server?${back}`} disabledReason={disabledReason}>
            Join it to the domain
          </TaskLink>
        )}
        <TaskLink
          href={`/do/set-address?for=${server.role === 'essentials' ? 'essentials' : 'exchange'}&${back}`}
          disabledReason={disabledReason}
        >
          Set a static address or a reservation
        </TaskLink>
        {server.role === 'member' && !exchangeInstalled && (
          <TaskLink href={`/do/install-exchange?${back}`} disabledReason={disabledReason}>
            Install Exchange Server
          </TaskLink>
        )}
        {stopped.map(([name, { displayName }]) => (
          <TaskLink
            key={name}
            href={`/do/start-service?for=${encodeURIComponent(`${server.name}:${name}`)}&${back}`}
            disabledReason={disabledReason}
          >
            Start {displayName}
          </TaskLink>
        ))}
      </TaskGroup>
      <TaskGroup title="Devices tasks">
        <TaskLink href="/do/describe-site?back=/devices" disabledReason={disabledReason}>
          Change the description of the site
        </TaskLink>
        <TaskLink href="/do/advance-clock?back=/devices" disabledReason={disabledReason}>
          Move the clock of the site
        </TaskLink>
      </TaskGroup>
    </>
  )
}
