import type { RoutingTable } from '../route'

/** What is different of one thing between two routing tables. */
export interface RoutingDifference {
  readonly section: RoutingSection
  readonly name: string
  readonly kind: 'added' | 'removed' | 'changed'
  /** Of a change: what, before and after, as text. */
  readonly changes: readonly { readonly property: string; readonly before: string; readonly after: string }[]
}

export const routingSections = {
  sites: 'Site',
  links: 'Site link',
  routingGroups: 'Routing group',
  servers: 'Server',
  groups: 'Availability group',
  databases: 'Database',
  connectors: 'Connector',
  domains: 'Accepted domain',
} as const
export type RoutingSection = keyof typeof routingSections

type Entry = Readonly<Record<string, unknown>>

/** What a later routing table has otherwise than an earlier one, section by section. */
export function routingDifferences(earlier: RoutingTable, later: RoutingTable): readonly RoutingDifference[] {
  return (Object.keys(routingSections) as RoutingSection[]).flatMap((section) =>
    sectionDifferences(section, entriesOf(earlier, section), entriesOf(later, section)),
  )
}

function entriesOf(table: RoutingTable, section: RoutingSection): ReadonlyMap<string, Entry> {
  const entries = (table[section] ?? []) as readonly Entry[]
  return new Map(entries.map((entry) => [String(entry.name ?? entry.domain), entry]))
}

function sectionDifferences(
  section: RoutingSection,
  before: ReadonlyMap<string, Entry>,
  after: ReadonlyMap<string, Entry>,
): readonly RoutingDifference[] {
  return [...new Set([...before.keys(), ...after.keys()])].toSorted().flatMap((name): RoutingDifference[] => {
    const [old, now] = [before.get(name), after.get(name)]
    if (!old || !now) return [{ section, name, kind: now ? 'added' : 'removed', changes: [] }]
    const changes = changesOf(old, now)
    return changes.length > 0 ? [{ section, name, kind: 'changed', changes }] : []
  })
}

function changesOf(before: Entry, after: Entry) {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((property) => {
    const [old, now] = [routingInWords(before[property]), routingInWords(after[property])]
    return old === now ? [] : [{ property, before: old, after: now }]
  })
}

/** A value of a routing table on one line: `SMTP:*;1`, `EXCH01, EXCH02`, `—` for nothing. */
export function routingInWords(value: unknown): string {
  if (value === null || value === undefined || value === '') return '—'
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (Array.isArray(value)) return value.length > 0 ? value.map(routingInWords).join(', ') : '—'
  if (typeof value !== 'object') return String(value)
  if ('space' in value && 'type' in value && 'cost' in value)
    return `${value.type}:${value.space};${value.cost}`
  return Object.entries(value)
    .map(([name, one]) => `${name} ${routingInWords(one)}`)
    .join(', ')
}
