import type { Metadata } from 'next'
import { TaskGroup, TaskLink } from '@/components/frame/tasks'
import { PageHeader, ThreePane } from '@/components/frame/three-pane'
import { NoExchange } from '@/components/mail-flow/no-exchange'
import { QueueDatabaseView } from '@/components/mail-flow/queue-database-view'
import { queueDatabase } from '@/lib/exchange'
import { dashboard } from '@/lib/server/dashboard'
import { queueDatabases } from '@/lib/server/queries/queue-database'

export const metadata: Metadata = { title: 'Queue database' }

export default async function QueueDatabasePage() {
  const { site } = await dashboard()
  const databases = await queueDatabases(site)
  return (
    <ThreePane padded tasks={<DatabaseTasks />}>
      <PageHeader
        title="Queue database"
        lead="The files that a transport server keeps its queues in. Log files are numbered in hexadecimal. They pile up while messages wait, and are deleted when the messages have left."
      />
      {databases.length === 0 && <NoExchange title="No queue database yet" />}
      {databases.map(({ server, pressure, limit, ...figures }) => (
        <QueueDatabaseView
          key={server}
          server={server}
          messages={figures.messages}
          used={fullness(figures.bytes, limit)}
          pressure={pressure}
          database={queueDatabase(figures)}
        />
      ))}
    </ThreePane>
  )
}

const megabyte = 1024 ** 2

function fullness(bytes: number, limit: number): string {
  const share = Math.round((100 * bytes) / limit)
  return `${share} % of ${(limit / megabyte).toLocaleString('en-US', { maximumFractionDigits: 1 })} MB`
}

function DatabaseTasks() {
  return (
    <TaskGroup title="Queue database tasks">
      <TaskLink href="/email/mail-flow">View the queues</TaskLink>
      <TaskLink href="/email/mail-flow/map">Map of the edge</TaskLink>
    </TaskGroup>
  )
}
