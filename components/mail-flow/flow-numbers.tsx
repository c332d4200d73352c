import type { FlowStretch } from '@/lib/exchange'
import { series } from './chart-bars'
import { NumbersTable } from './numbers-table'

/** The numbers of the large chart. */
export function FlowNumbers({ stretches, title }: { stretches: readonly FlowStretch[]; title: string }) {
  const columns = series.map(({ key, label }) => ({
    key,
    title: label,
    counts: stretches.map((stretch) => stretch[key]),
  }))
  return <NumbersTable title={title} columns={columns} stretches={stretches} />
}
