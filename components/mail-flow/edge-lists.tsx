import { Alert } from '@/components/ui/alert'
import { PageLink } from '@/components/ui/page-link'
import { StateDot } from '@/components/ui/state'
import { type Column, Table } from '@/components/ui/table'
import type { EdgeLine, EdgeMap, EdgeNode } from '@/lib/network'

/** What is broken, each with the page that mends it. */
export function BrokenWays({ lines }: Pick<EdgeMap, 'lines'>) {
  const broken = lines.filter(({ state }) => state === 'error')
  const says = [...new Set(broken.map((line) => line.says))]
  return says.map((sentence) => {
    const mend = broken.find((line) => line.says === sentence)?.mend
    return (
      <Alert key={sentence} tone="error" title={sentence}>
        {mend && (
          <PageLink href={mend.href} className="act">
            {mend.label}
          </PageLink>
        )}
      </Alert>
    )
  })
}

const placeColumns: readonly Column<EdgeNode>[] = [
  { id: 'title', title: 'Name', primary: true, cell: ({ title }) => title },
  { id: 'kind', title: 'What', cell: ({ kind }) => kind },
  {
    id: 'facts',
    title: 'Now',
    width: '50%',
    cell: ({ facts, state }) => <StateDot state={state}>{facts.join('. ')}</StateDot>,
  },
]

/** The places of the map in words. */
export function EdgePlaces({ nodes }: Pick<EdgeMap, 'nodes'>) {
  return (
    <section className="mb-8">
      <h2 className="mb-2 text-base font-semibold">Places</h2>
      <Table
        caption="Places"
        columns={placeColumns}
        rows={nodes}
        rowKey={({ id }) => id}
        rowHref={({ href }) => href}
      />
    </section>
  )
}

/** The ways between them in words. */
export function EdgeWays({ nodes, lines }: EdgeMap) {
  const nameOf = (id: string) => nodes.find((node) => node.id === id)?.title ?? id
  const columns: readonly Column<EdgeLine>[] = [
    {
      id: 'way',
      title: 'From and to',
      primary: true,
      cell: ({ from, to }) => `${nameOf(from)} → ${nameOf(to)}`,
    },
    { id: 'says', title: 'State', width: '60%', cell: (line) => <WayState {...line} /> },
  ]
  return (
    <section className="mb-8">
      <h2 className="mb-2 text-base font-semibold">Ways of mail</h2>
      <Table
        caption="Ways of mail"
        columns={columns}
        rows={lines}
        rowKey={({ from, to }) => `${from} ${to}`}
      />
    </section>
  )
}

function WayState({ state, says, mend }: EdgeLine) {
  return (
    <StateDot state={state}>
      {says}{' '}
      {mend && (
        <PageLink href={mend.href} className="act">
          {mend.label}
        </PageLink>
      )}
    </StateDot>
  )
}
