import { absoluteTime } from '@/components/ui/time-words'
import type { ChartedStretch } from './chart-bars'
import { bars, chartHeight, chartWidth, scaleOf, series } from './chart-bars'

/** The flow over time as bars, with the same numbers as a table beside it. */
export function FlowChart({ stretches, title }: { stretches: readonly ChartedStretch[]; title: string }) {
  const top = scaleOf(stretches)
  return (
    <figure className="rounded-md border border-line bg-raised p-4">
      <figcaption className="mb-2 flex flex-wrap items-baseline gap-x-4 gap-y-1">
        <span className="font-semibold">{title}</span>
        {series.map(({ key, label, swatch }) => (
          <span key={key} className="inline-flex items-center gap-1.5 text-xs text-soft">
            <span aria-hidden className={`size-2.5 rounded-xs forced-color-adjust-none ${swatch}`} />
            {label}
          </span>
        ))}
      </figcaption>
      <svg
        viewBox={`0 0 ${chartWidth} ${chartHeight + 22}`}
        aria-hidden="true"
        className="block h-auto w-full forced-color-adjust-none"
      >
        <GridLine at={0} value={top} />
        <GridLine at={chartHeight / 2} value={top / 2} />
        <GridLine at={chartHeight} value={0} />
        {bars(stretches, top).map(({ key, fill, ...bar }) => (
          <rect key={key} {...bar} rx="1" className={fill} />
        ))}
        {stretches.map(({ from }, place) =>
          place % 6 === 0 ? (
            <text
              key={from.getTime()}
              x={40 + (place * (chartWidth - 40)) / stretches.length}
              y={chartHeight + 16}
              className="fill-faint text-[11px]"
            >
              {from.toISOString().slice(11, 16)}
            </text>
          ) : null,
        )}
      </svg>
      <details className="mt-2 text-sm">
        <summary className="act inline-block min-h-6">The numbers</summary>
        <Numbers stretches={stretches} title={title} />
      </details>
    </figure>
  )
}

function GridLine({ at, value }: { at: number; value: number }) {
  return (
    <>
      <line x1="40" x2={chartWidth} y1={at + 0.5} y2={at + 0.5} className="stroke-line" />
      <text x="34" y={Math.max(at + 4, 10)} textAnchor="end" className="fill-faint text-[11px]">
        {value.toLocaleString('en-US', { notation: 'compact' })}
      </text>
    </>
  )
}

function Numbers({ stretches, title }: { stretches: readonly ChartedStretch[]; title: string }) {
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
            <tr key={stretch.from.getTime()} className="border-t border-line">
              <th scope="row" className="py-1 pr-3 font-normal whitespace-nowrap">
                {absoluteTime(stretch.from.getTime(), 'UTC')}
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

/** What went through each connector, or waits in each queue: a bar as long as its share of the largest. */
export function FlowBars({
  title,
  rows,
  empty,
}: {
  title: string
  rows: readonly { readonly name: string; readonly messages: number }[]
  empty: string
}) {
  const largest = Math.max(1, ...rows.map(({ messages }) => messages))
  return (
    <section className="rounded-md border border-line bg-raised p-4">
      <h2 className="mb-2 font-semibold">{title}</h2>
      {rows.length === 0 && <p className="text-sm text-soft">{empty}</p>}
      <ul className="flex flex-col gap-2">
        {rows.map(({ name, messages }) => (
          <li key={name} className="text-sm">
            <span className="flex justify-between gap-3">
              <span className="min-w-0 break-words">{name}</span>
              <span className="tabular-nums">{messages.toLocaleString('en-US')}</span>
            </span>
            <span aria-hidden className="mt-0.5 block h-1.5 rounded-full bg-track">
              <span
                className="block h-full rounded-full bg-action forced-color-adjust-none"
                style={{ width: `${(messages / largest) * 100}%` }}
              />
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
