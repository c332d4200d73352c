import type { FlowStretch } from '@/lib/exchange'
import { NumbersTable } from './numbers-table'
import type { Multiple } from './small-multiples'

/** The numbers of small charts: a column each series of each. */
export function SmallNumbers({
  title,
  multiples,
  stretches,
}: {
  title: string
  multiples: readonly Multiple[]
  stretches: readonly FlowStretch[]
}) {
  const columns = multiples.flatMap(({ key, name, series }) =>
    series.map(({ label, counts }) => ({
      key: `${key} ${label}`,
      title: series.length > 1 ? `${name}: ${label.toLowerCase()}` : name,
      counts,
    })),
  )
  return <NumbersTable title={title} columns={columns} stretches={stretches} />
}
