import { Table } from '@/components/ui/table'
import {
  printShortSize,
  type RoutingSection,
  type RoutingTable,
  routingInWords,
  routingSections,
} from '@/lib/exchange'

type Entry = Readonly<Record<string, unknown>>

const titles: Readonly<Record<string, string>> = {
  way: 'Way from here',
  hub: 'Hub site',
  fqdn: 'Full name',
  spaces: 'Address spaces',
  smartHosts: 'Smart hosts',
  sources: 'Source servers',
  maxMessageSize: 'Largest message',
  edgeSite: 'Edge of site',
  administrativeGroup: 'Administrative group',
}

function titleOf(property: string): string {
  return titles[property] ?? `${property.slice(0, 1).toUpperCase()}${property.slice(1)}`
}

/** All sections of a routing table, each as a table. */
export function RoutingTableView({
  snapshot: { server, table },
}: {
  snapshot: { server: string; table: RoutingTable }
}) {
  return (
    <>
      <h2 className="text-base font-semibold">
        {server} in {table.site}
      </h2>
      {(Object.keys(routingSections) as RoutingSection[]).map((section) => (
        <Section key={section} section={section} entries={(table[section] ?? []) as readonly Entry[]} />
      ))}
    </>
  )
}

/** What an entry is called stands first; the database keeps no order. */
function rank(property: string): number {
  return property === 'name' || property === 'domain' ? 0 : 1
}

/** The way to a site: "here", "cost 20: Site-B, Site-C". */
function cellOf(property: string, value: unknown): string {
  if (property === 'maxMessageSize' && typeof value === 'number') return printShortSize(value)
  if (property !== 'way' || value === null || typeof value !== 'object' || !('path' in value))
    return property === 'way' ? 'no way' : routingInWords(value)
  const { path, cost } = value as { path: readonly string[]; cost: number }
  return path.length === 0 ? 'here' : `cost ${cost}: ${path.join(', ')}`
}

function Section({ section, entries }: { section: RoutingSection; entries: readonly Entry[] }) {
  const [first] = entries
  if (!first) return null
  const properties = Object.keys(first).toSorted((one, other) => rank(one) - rank(other))
  return (
    <section className="mt-5">
      <h3 className="mb-1 text-sm font-semibold">
        {routingSections[section]}
        {entries.length > 1 && `: ${entries.length}`}
      </h3>
      <Table
        caption={routingSections[section]}
        rows={entries}
        rowKey={(entry) => String(entry.name ?? entry.domain)}
        columns={properties.map((property, place) => ({
          id: property,
          title: titleOf(property),
          primary: place === 0,
          cell: (entry: Entry) => <span className="break-words">{cellOf(property, entry[property])}</span>,
        }))}
      />
    </section>
  )
}
