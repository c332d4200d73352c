import { EmptyState } from '@/components/ui/empty-state'
import { Table } from '@/components/ui/table'

/** Objects of Exchange as a table: the first column is the name. */
export function PropertyTable({
  title,
  columns,
  rows,
  empty,
}: {
  title: string
  columns: readonly string[]
  /** Each as long as the columns; the first cell is unique. */
  rows: readonly (readonly string[])[]
  empty: string
}) {
  return (
    <section className="mb-8">
      <h2 className="mb-2 text-base font-semibold">{title}</h2>
      <Table
        caption={title}
        rows={rows}
        rowKey={(row) => row[0] ?? ''}
        columns={columns.map((column, index) => ({
          id: column,
          title: column,
          primary: index === 0,
          cell: (row: readonly string[]) => <span className="break-words">{row[index] || '—'}</span>,
        }))}
        empty={<EmptyState title="Nothing here yet">{empty}</EmptyState>}
      />
    </section>
  )
}
