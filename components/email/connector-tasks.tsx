import { TaskGroup, TaskLink } from '@/components/frame/tasks'

export interface SelectedConnector {
  readonly kind: 'Send' | 'Receive'
  readonly name: string
}

const path = '/email/connectors'

/** Where the row of a connector leads. */
export function connectorHref({ kind, name }: SelectedConnector): string {
  return `${path}?selected=${encodeURIComponent(`${kind}:${name}`)}`
}

export function ConnectorTasks({
  selected,
  disabledReason,
}: {
  selected: SelectedConnector | null
  disabledReason: string | null | false
}) {
  const back = `back=${encodeURIComponent(selected ? connectorHref(selected) : path)}`
  return (
    <>
      {selected && (
        <TaskGroup title={selected.name}>
          <TaskLink
            href={`/do/${selected.kind === 'Send' ? 'send' : 'receive'}-connector?for=${encodeURIComponent(selected.name)}&${back}`}
            disabledReason={disabledReason}
          >
            Change the connector
          </TaskLink>
          <TaskLink
            href={`/do/remove-connector?for=${encodeURIComponent(`${selected.kind}:${selected.name}`)}&back=${path}`}
            disabledReason={disabledReason}
          >
            Remove the connector
          </TaskLink>
        </TaskGroup>
      )}
      <TaskGroup title="Connectors tasks">
        <TaskLink href={`/do/send-connector?${back}`} disabledReason={disabledReason}>
          Add a Send connector
        </TaskLink>
        <TaskLink href={`/do/receive-connector?${back}`} disabledReason={disabledReason}>
          Add a Receive connector
        </TaskLink>
        <TaskLink href="/email/mail-flow">Watch the mail flow</TaskLink>
      </TaskGroup>
    </>
  )
}
