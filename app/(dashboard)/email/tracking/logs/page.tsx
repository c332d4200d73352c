import type { Metadata } from 'next'
import { TaskGroup, TaskLink } from '@/components/frame/tasks'
import { PageHeader, ThreePane } from '@/components/frame/three-pane'
import { forRole } from '@/components/frame/view-only'
import { LogFolders } from '@/components/tracking/log-folders'
import { ProtocolLogging } from '@/components/tracking/protocol-logging'
import { Alert } from '@/components/ui/alert'
import { ShowAsCommand } from '@/components/ui/show-as-command'
import { logFolders, shellVersion } from '@/lib/exchange'
import { firstOf, type PageProps } from '@/lib/server/address'
import { dashboard } from '@/lib/server/dashboard'
import { logsCommand } from '@/lib/server/list-commands/transport'
import { loggingSwitches } from '@/lib/server/protocol-logging'
import { readRefusal } from '@/lib/server/refusal-note'
import { daysOfFolder, filesOfDay } from '@/lib/server/transport/logs/log-files'
import { switchLoggingAction } from './actions'

export const metadata: Metadata = { title: 'Log files' }

export default async function LogsPage({ searchParams }: PageProps) {
  const { site, person } = await dashboard()
  const parameters = await searchParams
  const [folders, switches, version] = await Promise.all([
    logFolders(site),
    loggingSwitches(site),
    shellVersion(site),
  ])
  const folder = folders.find(({ id }) => id === firstOf(parameters.folder)) ?? folders[0] ?? null
  const days = folder ? await daysOfFolder(folder, site) : []
  const day =
    days.find((one) => one.toISOString().slice(0, 10) === firstOf(parameters.day)) ?? days[0] ?? null
  const files = folder && day ? await filesOfDay(folder, day, site) : []
  const refusal = readRefusal(parameters.failed)
  return (
    <ThreePane
      padded
      tasks={
        <TaskGroup title="Message tracking tasks">
          <TaskLink href="/email/tracking">Search messages</TaskLink>
          <TaskLink href="/email/tracking/routing">View the routing table</TaskLink>
          <TaskLink href="/devices/events">Event log</TaskLink>
        </TaskGroup>
      }
    >
      <PageHeader
        title="Log files"
        lead="The transport’s logs in Exchange’s own formats, as programs for them read them. How long they are kept, and how large they may get, are settings of each server."
      >
        {version && <ShowAsCommand id="logs-command" {...logsCommand(version)} />}
      </PageHeader>
      {refusal && (
        <Alert tone="error" className="mb-4">
          {refusal}
        </Alert>
      )}
      <LogFolders folders={folders} folder={folder} days={days} day={day} files={files} />
      {switches.length > 0 && (
        <ProtocolLogging
          switches={switches.map(({ id, kind, name, verbose }) => ({ id, kind, name, verbose }))}
          action={switchLoggingAction}
          disabledReason={forRole(person)}
        />
      )}
    </ThreePane>
  )
}
