import { absoluteTime } from '@/components/ui/time-words'
import type { FlowStretch } from '@/lib/exchange'
import { series } from './chart-bars'

/** The numbers of a chart, for those who do not see it or want to know exactly. */
export function FlowNumbers({ stretches, title }: { stretches: readonly FlowStretch[]; title: string }) {
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
            <th scope="col" className="py-1 pr-3 font-medium">
              From
            </th>
            {series.map(({ key, label }) => (
              <th key={key} scope="col" className="py-1 pr-3 text-right font-medium">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {stretches.map((stretch) => (
            <tr key={stretch.from} className="border-t border-line">
              <th scope="row" className="py-1 pr-3 font-normal whitespace-nowrap">
                {absoluteTime(Date.parse(stretch.from), 'UTC')}
              </th>
              {series.map(({ key }) => (
                <td key={key} className="py-1 pr-3 text-right tabular-nums">
                  {stretch[key].toLocaleString('en-US')}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
