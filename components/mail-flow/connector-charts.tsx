import { connectorHref } from '@/components/email/connector-tasks'
import { PageLink } from '@/components/ui/page-link'
import type { ConnectorFlow, FlowCharts, FlowCount } from '@/lib/exchange'
import { type Multiple, SmallMultiples } from './small-multiples'

const looks = { Receive: 'received', Send: 'sent' } as const
const words = { Receive: 'Received', Send: 'Sent on' } as const

/** What each connector took in or sent over time, and by which servers. */
export function ConnectorCharts({ charts: { connectors, stretches, span } }: { charts: FlowCharts }) {
  return (
    <SmallMultiples
      title="Through each connector"
      about="Counted are the RECEIVE and SEND lines of the tracking log. Each chart has a scale of its own."
      legend={(['Receive', 'Send'] as const).map((kind) => ({ label: words[kind], look: looks[kind] }))}
      multiples={connectors.map(chartOf)}
      stretches={stretches}
      span={span}
      empty="No message came or went through a connector."
    />
  )
}

function chartOf(flow: ConnectorFlow): Multiple {
  const { kind, name, exists, messages, stretches, sources, hosts } = flow
  return {
    key: `${kind} ${name ?? ''}`,
    name: name ?? `Other ${kind} connectors`,
    series: [{ label: words[kind], counts: stretches, look: looks[kind] }],
    head: (
      <p className="mb-1 flex justify-between gap-3">
        {name !== null && exists ? (
          <PageLink href={connectorHref({ kind, name })} className="act min-h-6 min-w-0 break-words">
            {name}
          </PageLink>
        ) : (
          <span className="min-w-0 break-words">{name ?? `Other ${kind} connectors`}</span>
        )}
        <span className="tabular-nums">
          {messages.toLocaleString('en-US')}{' '}
          <span className="text-xs text-soft">{words[kind].toLowerCase()}</span>
        </span>
      </p>
    ),
    foot: (
      <>
        <Counts title="From" counts={sources} />
        <Counts title="To" counts={hosts} all={messages} />
      </>
    ),
  }
}

/** `To one.example.net 207, two.example.net 205`: how the load is spread. */
function Counts({ title, counts, all = 0 }: { title: string; counts: readonly FlowCount[]; all?: number }) {
  if (counts.length === 0) return null
  const rest = all - counts.reduce((sum, { messages }) => sum + messages, 0)
  const parts = rest > 0 ? [...counts, { name: 'others', messages: rest }] : counts
  return (
    <p className="mt-0.5 text-xs break-words text-soft">
      {title}{' '}
      {parts.map(({ name, messages }, place) => (
        <span key={name}>
          {place > 0 && ', '}
          {name} <span className="font-medium tabular-nums">{messages.toLocaleString('en-US')}</span>
        </span>
      ))}
    </p>
  )
}
