import { StateDot } from '@/components/ui/state'
import { type Column, Table } from '@/components/ui/table'
import { Duration, Time } from '@/components/ui/time'

export interface ListedDrill {
  readonly startedAt: string
  readonly endedAt: string
  readonly title: string
  readonly level: string
  readonly outcome: 'Mended' | 'GivenUp'
  readonly by: string
}

function columns(now: Date): readonly Column<ListedDrill>[] {
  return [
    { id: 'title', title: 'Fault', primary: true, cell: ({ title }) => title },
    { id: 'level', title: 'Level', width: '12%', cell: ({ level }) => level },
    {
      id: 'outcome',
      title: 'Result',
      width: '14%',
      cell: ({ outcome }) => (
        <StateDot state={outcome === 'Mended' ? 'ok' : 'neutral'}>
          {outcome === 'Mended' ? 'Mended' : 'Given up'}
        </StateDot>
      ),
    },
    {
      id: 'took',
      title: 'Took',
      width: '13%',
      cell: ({ startedAt, endedAt }) => <Duration ms={Date.parse(endedAt) - Date.parse(startedAt)} />,
    },
    { id: 'by', title: 'Who', width: '13%', wideOnly: true, cell: ({ by }) => by },
    { id: 'at', title: 'When', width: '13%', cell: ({ endedAt }) => <Time at={endedAt} now={now} /> },
  ]
}

/** The drills that are over; each row leads to what it was. */
export function PastDrills({
  drills,
  selected,
  now,
}: {
  drills: readonly ListedDrill[]
  selected: string | null
  now: Date
}) {
  return (
    <Table
      caption="Drills that are over, newest first"
      columns={columns(now)}
      rows={drills}
      rowKey={({ startedAt }) => startedAt}
      rowHref={({ startedAt }) => `/help/drills?over=${encodeURIComponent(startedAt)}`}
      selected={selected}
    />
  )
}
