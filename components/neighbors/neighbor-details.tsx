import { DetailsPane } from '@/components/frame/three-pane'
import { EmptyState } from '@/components/ui/empty-state'
import { Time } from '@/components/ui/time'
import type { OutsideMessage } from '@/lib/exchange'
import { behaviorOf, type NeighborNow } from '@/lib/network'

function Message({ message, now }: { message: OutsideMessage; now: Date }) {
  const { at, sender, recipient, subject, header, text } = message
  return (
    <details className="border-t border-line py-2">
      <summary className="cursor-pointer text-sm break-words">
        <span className="font-medium">{subject || '(no subject)'}</span>{' '}
        <span className="text-soft">
          {sender || '<>'} → {recipient}, <Time at={at} now={now} />
        </span>
      </summary>
      <p className="mt-2 text-sm break-words whitespace-pre-wrap">{text || 'There is no text to show.'}</p>
      <pre className="mt-2 overflow-x-auto font-mono text-xs whitespace-pre-wrap break-words text-soft">
        {header}
      </pre>
    </details>
  )
}

/** A neighbor under the list: its servers and mailboxes, and what it took last. */
export function NeighborDetails({
  neighbor,
  messages,
  now,
}: {
  neighbor: NeighborNow
  messages: readonly OutsideMessage[]
  now: Date
}) {
  const { known } = neighbor
  return (
    <DetailsPane
      title={known.organization}
      subtitle={known.domain}
      facts={[
        { term: 'What it is for', value: known.does },
        { term: 'Now', value: behaviorOf(neighbor).join('. ') || 'Takes mail' },
        {
          term: 'Servers',
          value: known.hosts.map(({ name, address }) => `${name} (${address})`).join(', ') || 'None',
        },
        {
          term: 'Mailboxes',
          value: known.mailboxes ? known.mailboxes.join(', ') || 'None' : 'It takes mail for every name.',
        },
      ]}
    >
      <h3 className="mt-3 mb-1 text-sm font-semibold">What it took last</h3>
      {messages.length === 0 ? (
        <EmptyState title="Nothing yet">It has taken no message.</EmptyState>
      ) : (
        messages.map((message) => <Message key={message.id} message={message} now={now} />)
      )}
    </DetailsPane>
  )
}
