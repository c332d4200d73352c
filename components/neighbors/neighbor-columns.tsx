import { type State, StateDot } from '@/components/ui/state'
import type { Column } from '@/components/ui/table'
import { behaviorOf, type NeighborNow, takesMail } from '@/lib/network'

const states = { all: 'ok', some: 'warning', none: 'error' } as const satisfies Record<string, State>

function NeighborState({ neighbor }: { neighbor: NeighborNow }) {
  const words = behaviorOf(neighbor).join('. ')
  return <StateDot state={states[takesMail(neighbor)]}>{words || 'Takes mail'}</StateDot>
}

export const neighborColumns: readonly Column<NeighborNow>[] = [
  { id: 'domain', title: 'Domain', primary: true, cell: ({ known }) => known.domain },
  { id: 'organization', title: 'Organization', cell: ({ known }) => known.organization },
  { id: 'state', title: 'Now', cell: (neighbor) => <NeighborState neighbor={neighbor} /> },
  {
    id: 'servers',
    title: 'Servers',
    wideOnly: true,
    cell: ({ known }) => known.hosts.map(({ name }) => name).join(', ') || '—',
  },
]
