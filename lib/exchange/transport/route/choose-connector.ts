import { closeness } from './address-space-match'
import { narrower } from './least-cost'
import type { RoutedConnector } from './routed-connectors'
import { type RoutingTable, sameName } from './routing-table'

/** What is to be sent outside: an address of a type (SMTP, FAX), and how large the message is. */
export interface Outward {
  readonly type: string
  /** The domain of an SMTP address, the whole address of another type. */
  readonly domain: string
  /** Bytes. */
  readonly size: number
}

/** A connector with how this server gets to it. */
export interface Candidate {
  readonly connector: RoutedConnector
  readonly closeness: number
  /** Of the site links to the nearest source server, and of the address space. */
  readonly cost: number
  /** Local server 0, same site 1, another site 2. */
  readonly distance: 0 | 1 | 2
  /** Where its nearest source server is. */
  readonly site: string
  /** The sites to go through to it. */
  readonly path: readonly string[]
  readonly maxMessageSize: number | null
}

/**
 * The connector that takes a message outside (Microsoft's documentation of connector selection): those that are
 * enabled, lead to the address, are in scope and take the size; of these the one with the closest address space, then
 * of the lowest cost, then the nearest, then the first by name.
 * @returns `none` where no connector leads to the address, `tooLarge` where all that do refuse the size
 */
export function chooseSendConnector(table: RoutingTable, asked: Outward): Candidate | 'none' | 'tooLarge' {
  const leading = candidates(table, asked)
  if (leading.length === 0) return 'none'
  const taking = leading.filter(
    ({ maxMessageSize }) => maxMessageSize === null || asked.size <= maxMessageSize,
  )
  return taking.toSorted(compareCandidates)[0] ?? 'tooLarge'
}

export function compareCandidates(one: Candidate, other: Candidate): number {
  const [name, next] = [one.connector.name.toLowerCase(), other.connector.name.toLowerCase()]
  return (
    other.closeness - one.closeness ||
    one.cost - other.cost ||
    one.distance - other.distance ||
    (name < next ? -1 : name > next ? 1 : 0)
  )
}

/** All connectors that this server can send the message by, whatever its size. */
export function candidates(table: RoutingTable, asked: Outward): readonly Candidate[] {
  return table.connectors.flatMap((connector) => {
    const fit = connector.enabled ? closestSpace(connector, asked) : null
    const nearest = fit && nearestSource(table, connector)
    if (!fit || !nearest || (connector.scoped && nearest.distance === 2)) return []
    const { cost, ...place } = nearest
    const maxMessageSize = narrower(connector.maxMessageSize, nearest.maxMessageSize)
    return [{ connector, closeness: fit.closeness, ...place, cost: cost + fit.cost, maxMessageSize }]
  })
}

function closestSpace({ spaces }: RoutedConnector, { type, domain }: Outward) {
  const fitting = spaces
    .filter((space) => space.type === type.toUpperCase())
    .flatMap((space) => {
      const close = closeness(space, domain)
      return close === null ? [] : [{ closeness: close, cost: space.cost }]
    })
  return fitting.toSorted((one, other) => other.closeness - one.closeness || one.cost - other.cost)[0] ?? null
}

type Source = Pick<Candidate, 'cost' | 'distance' | 'site' | 'path' | 'maxMessageSize'>

function nearestSource(table: RoutingTable, { sources, edgeSite }: RoutedConnector): Source | null {
  if (edgeSite === null && sources.some((one) => sameName(one, table.server)))
    return { ...here(table.site), distance: 0 }
  const sites = edgeSite === null ? sitesWith(table, sources) : [edgeSite]
  const reached = sites.flatMap((site) => sourceIn(table, site) ?? [])
  return (
    reached.toSorted((one, other) => one.cost - other.cost || one.path.length - other.path.length)[0] ?? null
  )
}

const here = (site: string) => ({ cost: 0, site, path: [], maxMessageSize: null })

function sitesWith({ servers }: RoutingTable, sources: readonly string[]): readonly string[] {
  return servers
    .filter(({ name, transport }) => transport && sources.some((one) => sameName(one, name)))
    .map(({ site }) => site)
}

function sourceIn(table: RoutingTable, name: string): Source | null {
  if (sameName(name, table.site)) return { ...here(name), distance: 1 }
  const way = table.sites.find((one) => sameName(one.name, name))?.way
  return way ? { ...way, site: name, distance: 2 } : null
}
