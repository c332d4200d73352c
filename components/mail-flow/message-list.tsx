import { PageLink } from '@/components/ui/page-link'
import { type Column, Table } from '@/components/ui/table'
import { Time } from '@/components/ui/time'
import { flowHref } from '@/lib/client/mail-flow'
import { type FlowMessage, type FlowSelection, type MailFlow, printShortSize } from '@/lib/exchange'
import { FlowState } from './queue-columns'

function messageColumns(now: string): readonly Column<FlowMessage>[] {
  return [
    { id: 'subject', title: 'Subject', primary: true, cell: ({ subject }) => subject || '(no subject)' },
    { id: 'from', title: 'From', cell: ({ from }) => <span className="break-words">{from}</span> },
    { id: 'to', title: 'To', cell: (message) => <Recipients message={message} /> },
    { id: 'status', title: 'Status', cell: ({ status }) => <FlowState status={status} /> },
    { id: 'size', title: 'Size', align: 'end', wideOnly: true, cell: ({ size }) => printShortSize(size) },
    { id: 'received', title: 'Received', cell: ({ received }) => <Time at={received} now={now} /> },
    {
      id: 'expires',
      title: 'Expires',
      wideOnly: true,
      cell: ({ expires }) => <Time at={expires} now={now} />,
    },
  ]
}

function Recipients({ message: { recipients, recipientCount } }: { message: FlowMessage }) {
  const [first = ''] = recipients
  return (
    <span className="break-words">
      {first}
      {recipientCount > 1 && ` and ${(recipientCount - 1).toLocaleString('en-US')} more`}
    </span>
  )
}

/** What waits in the selected queue, the oldest first. Properties only: nobody reads mail here. */
export function MessageList({
  flow: { messages, next, now },
  selection,
  name,
}: {
  flow: MailFlow
  selection: FlowSelection
  /** The queue's. */
  name: string
}) {
  return (
    <section id="messages" aria-label={`Messages in ${name}`} className="mt-6">
      <h2 className="mb-2 text-base font-semibold">Messages in {name}</h2>
      <Table
        caption={`Messages in ${name}`}
        columns={messageColumns(now)}
        rows={messages}
        rowKey={({ key }) => key}
        rowHref={({ key }) => flowHref({ ...selection, message: key })}
        selected={selection.message}
        empty={<p className="text-sm text-soft">No message waits here.</p>}
      />
      <p className="mt-2 flex gap-4 text-sm">
        {selection.after && (
          <PageLink href={flowHref({ queue: selection.queue })} scroll={false} className="act min-h-6">
            The oldest
          </PageLink>
        )}
        {next && (
          <PageLink
            href={flowHref({ queue: selection.queue, after: next })}
            scroll={false}
            className="act min-h-6"
          >
            The next 100
          </PageLink>
        )}
      </p>
    </section>
  )
}
