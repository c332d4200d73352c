import { Badge, type BadgeTone } from '@/components/ui/badge'
import { Table } from '@/components/ui/table'

/** One address of the simulated world and its port here, as lib/wire's map has it. */
export interface Line {
  readonly protocol: 'tcp' | 'udp'
  readonly address: string
  readonly port: number
  readonly state: 'open' | 'closed' | 'silent'
  readonly localPort: number
  readonly what: string
}

const states: Readonly<Record<Line['state'], { tone: BadgeTone; word: string }>> = {
  open: { tone: 'green', word: 'Answers' },
  closed: { tone: 'amber', word: 'Refuses' },
  silent: { tone: 'grey', word: 'Silent' },
}

export function WireTable({ lines }: { lines: readonly Line[] }) {
  return (
    <section>
      <h2 className="mb-2 text-base font-semibold">Addresses and ports</h2>
      <Table
        caption="Addresses of the simulated world and their ports on this computer"
        rows={lines}
        rowKey={({ protocol, address, port }) => `${protocol} ${address} ${port}`}
        columns={[
          {
            id: 'address',
            title: 'Address there',
            primary: true,
            cell: ({ address, port, protocol }) => (
              <code className="font-mono text-xs">{`${address}:${port}${protocol === 'udp' ? ' UDP' : ''}`}</code>
            ),
          },
          { id: 'what', title: 'What it is', cell: ({ what }) => what },
          {
            id: 'local',
            title: 'Port here',
            cell: ({ localPort }) => <code className="font-mono text-xs">{`127.0.0.1:${localPort}`}</code>,
          },
          {
            id: 'state',
            title: 'State',
            cell: ({ state }) => (
              <span>
                <Badge tone={states[state].tone}>{states[state].word}</Badge>
              </span>
            ),
          },
        ]}
      />
    </section>
  )
}
