import { cx } from '@/components/ui/cx'
import type { EdgeMap, EdgeState } from '@/lib/network'
import { edgeLayout, type PlacedLine, type PlacedNode } from './edge-layout'

const strokes: Record<EdgeState, string> = {
  ok: 'stroke-edge',
  warning: 'stroke-amber',
  error: 'stroke-bad',
  neutral: 'stroke-line',
}
const fills: Record<EdgeState, string> = {
  ok: 'fill-ok',
  warning: 'fill-amber',
  error: 'fill-bad',
  neutral: 'fill-idle',
}
/** So many letters fit into a place's name, and into a fact of it. */
const fitting = { title: 23, fact: 27 }
const cut = (text: string, most: number) => (text.length > most ? `${text.slice(0, most - 1)}…` : text)

/** The edge of the organization as a picture. The lists below it say the same in words. */
export function EdgeMapView({ map }: { map: EdgeMap }) {
  const { width, height, headings, nodes, lines } = edgeLayout(map)
  const broken = lines.filter(({ line }) => line.state === 'error')
  return (
    <section
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard
      tabIndex={0}
      aria-label="Map of the edge"
      className="mb-6 overflow-x-auto rounded-md border border-line bg-panel p-4"
    >
      <svg
        viewBox={`-1 -28 ${width + 2} ${height + 29}`}
        aria-hidden="true"
        className="block h-auto w-full min-w-[960px] forced-color-adjust-none"
      >
        {headings.map(({ title, x }) => (
          <text key={title} x={x} y="-12" className="fill-soft text-[12px] font-semibold">
            {title}
          </text>
        ))}
        {[...lines.filter((one) => !broken.includes(one)), ...broken].map((one) => (
          <Way key={`${one.line.from} ${one.line.to}`} {...one} />
        ))}
        {nodes.map((one) => (
          <Place key={one.node.id} {...one} />
        ))}
      </svg>
    </section>
  )
}

function Way({ line: { state, says }, path }: PlacedLine) {
  return (
    <path
      d={path}
      className={cx('fill-none', strokes[state])}
      strokeWidth={state === 'error' ? 2.5 : 1.5}
      strokeDasharray={state === 'error' ? '7 5' : undefined}
    >
      <title>{says}</title>
    </path>
  )
}

function Place({ node: { title, kind, facts, state }, x, y, width, height }: PlacedNode) {
  const lines = facts.slice(0, kind === 'Neighbor' ? 1 : 2)
  return (
    <g transform={`translate(${x} ${y})`}>
      <title>{[`${kind} ${title}`, ...facts].join('. ')}</title>
      <rect width={width} height={height} rx="5" className="fill-raised stroke-line" />
      <circle cx="13" cy="14" r="4" className={fills[state]} />
      <text x="24" y="18" className="fill-ink text-[12px] font-semibold">
        {cut(title, fitting.title)}
      </text>
      {lines.map((fact, place) => (
        <text key={fact} x="12" y={33 + place * 15} className="fill-soft text-[11px]">
          {cut(fact, fitting.fact)}
        </text>
      ))}
    </g>
  )
}
