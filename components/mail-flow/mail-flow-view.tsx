'use client'

import type { ReactNode } from 'react'
import { ThreePane } from '@/components/frame/three-pane'
import { Alert } from '@/components/ui/alert'
import { PageLink } from '@/components/ui/page-link'
import { Table } from '@/components/ui/table'
import { flowHref, useMailFlow } from '@/lib/client/mail-flow'
import { QueryProvider } from '@/lib/client/query-provider'
import type { FlowSelection, MailFlow } from '@/lib/exchange'
import { FlowBars } from './flow-bars'
import { MessageList } from './message-list'
import { MessageStory } from './message-story'
import { NoExchange } from './no-exchange'
import { PressureNotices } from './pressure-notice'
import { nameOfQueue, queueColumns } from './queue-columns'
import { QueueCommand } from './queue-command'
import { FlowTasks, MessageTasks, QueueTasks } from './queue-tasks'

interface View {
  readonly initial: MailFlow
  readonly selection: FlowSelection
  readonly disabledReason: string | null
  /** Figures above the queues. */
  readonly children?: ReactNode
  /** The flow over time, below all. */
  readonly chart?: ReactNode
}

/** The queues of the site, live: the selected one's messages and tasks, and the selected message's story. */
export function MailFlowView(view: View) {
  return (
    <QueryProvider>
      <LiveView {...view} />
    </QueryProvider>
  )
}

function LiveView({ initial, selection, disabledReason, children, chart }: View) {
  const { flow, unreachable } = useMailFlow(selection, initial)
  const selected = flow.queues.find(({ identity }) => identity === selection.queue)
  const name = selected ? nameOfQueue(selected) : ''
  return (
    <ThreePane
      padded
      title="Mail flow"
      tasks={
        <>
          {flow.message && selected && (
            <MessageTasks message={flow.message} queue={selected.identity} disabledReason={disabledReason} />
          )}
          {selected && <QueueTasks queue={selected} disabledReason={disabledReason} />}
          <FlowTasks disabledReason={disabledReason} />
          <QueueCommand queue={selected ?? null} message={flow.message} />
        </>
      }
    >
      <Notices flow={flow} unreachable={unreachable} mayStart={disabledReason === null} />
      {children}
      <Table
        caption="Queues"
        columns={queueColumns(flow.now, selection.queue)}
        rows={flow.queues}
        rowKey={({ identity }) => identity}
        rowHref={({ identity }) => flowHref({ queue: identity })}
        selected={selection.queue}
        empty={<NoExchange title="No mail flows yet" />}
      />
      <Idle flow={flow} />
      {selected && <MessageList flow={flow} selection={selection} name={name} />}
      {flow.message && <MessageStory message={flow.message} story={flow.story} queue={name} />}
      {flow.queues.length > 0 && (
        <div className="mt-6 grid gap-4 xl:grid-cols-2">
          <WaitingByQueue flow={flow} />
          {chart}
        </div>
      )}
    </ThreePane>
  )
}

/** The most of them; the table above has all. */
const mostBars = 12

function WaitingByQueue({ flow: { queues } }: { flow: MailFlow }) {
  const rows = queues
    .filter(({ messages }) => messages > 0)
    .toSorted((one, other) => other.messages - one.messages)
    .slice(0, mostBars)
    .map((queue) => ({
      name: nameOfQueue(queue),
      messages: queue.messages,
      href: flowHref({ queue: queue.identity }),
    }))
  return <FlowBars title="Waiting now, by queue" rows={rows} empty="No message waits." />
}

function Notices({
  flow,
  unreachable,
  mayStart,
}: {
  flow: MailFlow
  unreachable: boolean
  mayStart: boolean
}) {
  return (
    <>
      <PressureNotices pressure={flow.pressure} />
      {unreachable && (
        <Alert tone="warning" title="These queues may be old">
          The dashboard cannot be reached. It is asked again every two seconds.
        </Alert>
      )}
      {flow.stopped.map((server) => (
        <Alert key={server} tone="warning" title={`The Transport service on ${server} is stopped`}>
          Its queues are kept, and nothing leaves them.{' '}
          {mayStart && (
            <PageLink
              href={`/do/start-service?for=${encodeURIComponent(`${server}:MSExchangeTransport`)}&back=/email/mail-flow`}
              className="act"
            >
              Start the service
            </PageLink>
          )}
        </Alert>
      ))}
    </>
  )
}

/** Nothing waits: says how to see mail flow. */
function Idle({ flow: { queues } }: { flow: MailFlow }) {
  if (queues.length === 0 || queues.some(({ messages }) => messages > 0)) return null
  return (
    <p className="mt-4 text-sm text-soft">
      No message waits.{' '}
      <PageLink href="/email/mail-flow/send-test" className="act underline">
        Send a test message
      </PageLink>{' '}
      to see one on its way.
    </p>
  )
}
