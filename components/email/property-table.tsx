import { EmptyState } from '@/components/ui/empty-state'
import { ShowAsCommand } from '@/components/ui/show-as-command'
import { Table } from '@/components/ui/table'

/** Objects of Exchange as a table: the first column is the name. */
export function PropertyTable({
  title,
  columns,
  rows,
  empty,
  command,
  rowHref,
  selected,
}: {
  title: string
  columns: readonly string[]
  /** Each as long as the columns; the first cell is unique. */
  rows: readonly (readonly string[])[]
  empty: string
  /** What lists them in the shell; null as long as Exchange has no shell. */
  command: { readonly lines: readonly string[]; readonly note?: string } | null
  /** Where a row leads, by its first cell. */
  rowHref?: (name: string) => string
  selected?: string | null
}) {
  return (
    <section className="mb-8">
      <div className="mb-2 flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 className="text-base font-semibold">{title}</h2>
        {command && rows.length > 0 && (
          <ShowAsCommand
            id={`${title.toLowerCase().replaceAll(' ', '-')}-command`}
            what={title}
            {...command}
          />
        )}
      </div>
      <Table
        caption={title}
        rows={rows}
        rowKey={(row) => row[0] ?? ''}
        rowHref={rowHref && ((row) => rowHref(row[0] ?? ''))}
        selected={selected}
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
