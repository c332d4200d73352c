import { Badge } from '@/components/ui/badge'
import { type RoutingTable, routingDifferences, routingSections } from '@/lib/exchange'

interface Compared {
  readonly at: Date
  readonly server: string
  readonly table: RoutingTable
}

const tones = { added: 'green', removed: 'red', changed: 'amber' } as const

/** What is different between two snapshots, the earlier one first. */
export function RoutingDifferences({ one, two }: { one: Compared; two: Compared }) {
  const [earlier, later] = one.at <= two.at ? [one, two] : [two, one]
  const differences = routingDifferences(earlier.table, later.table)
  return (
    <section aria-labelledby="differences" className="mb-8 rounded-md border border-line bg-raised p-4">
      <h2 id="differences" className="mb-2 font-semibold">
        What changed
      </h2>
      {differences.length === 0 && <p className="text-sm text-soft">Nothing: the two tables are the same.</p>}
      <ul className="flex flex-col gap-3">
        {differences.map(({ section, name, kind, changes }) => (
          <li key={`${section} ${name}`} className="text-sm">
            <Badge tone={tones[kind]}>{kind}</Badge>{' '}
            <span className="font-medium">
              {routingSections[section]} {name}
            </span>
            {changes.length > 0 && (
              <ul className="mt-1 ml-4 list-disc text-soft">
                {changes.map(({ property, before, after }) => (
                  <li key={property} className="break-words">
                    {property}: {before} → {after}
                  </li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
