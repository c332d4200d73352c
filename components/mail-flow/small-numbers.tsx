import { absoluteTime } from '@/components/ui/time-words'
import type { FlowStretch } from '@/lib/exchange'
import type { Multiple } from './small-multiples'

/** The numbers of small charts: a row each stretch, a column each series of each. */
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
