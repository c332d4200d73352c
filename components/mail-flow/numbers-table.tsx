import { absoluteTime } from '@/components/ui/time-words'
import type { FlowStretch } from '@/lib/exchange'

export interface NumbersColumn {
  readonly key: string
  readonly title: string
  /** One for each stretch. */
  readonly counts: readonly number[]
}

/** The numbers of a chart, for those who do not see it or want to know exactly: a row each stretch. */
export function NumbersTable({
  title,
  columns,
  stretches,
}: {
  title: string
  columns: readonly NumbersColumn[]
  stretches: readonly FlowStretch[]
}) {
  return (
    <section
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard
      tabIndex={0}
      aria-label={`${title}: the numbers`}
      className="max-h-80 overflow-auto"
    >
      <table className="w-full text-left text-xs">
        <caption className="sr-only">{title}</caption>
        <thead>
          <tr>
            <th scope="col" className="py-1 pr-3 align-bottom font-medium">
              From
            </th>
            {columns.map((column) => (
              <th
                key={column.key}
                scope="col"
                className="max-w-40 py-1 pr-3 text-right align-bottom font-medium"
              >
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {stretches.map(({ from }, place) => (
            <tr key={from} className="border-t border-line">
              <th scope="row" className="py-1 pr-3 font-normal whitespace-nowrap">
                {absoluteTime(Date.parse(from), 'UTC')}
              </th>
              {columns.map(({ key, counts }) => (
                <td key={key} className="py-1 pr-3 text-right tabular-nums">
                  {(counts[place] ?? 0).toLocaleString('en-US')}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
