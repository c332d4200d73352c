import type { Route } from './route-to'
import type { RoutingTable } from './routing-table'
import { hopTo, takesMail } from './site-hop'

/**
 * Delayed fan-out: where the ways to several sites begin in common, one copy goes to the site where they part, and is
 * split there. Routes to one hop, and those within the site, stay as they are.
 */
export function delayedFanOut(table: RoutingTable, routes: readonly Route[]): readonly Route[] {
  const groups = new Map<string, Extract<Route, { kind: 'hop' }>[]>()
  for (const route of routes) {
    const first = route.kind === 'hop' ? route.path[0] : undefined
    if (route.kind === 'hop' && first !== undefined) groups.set(first, [...(groups.get(first) ?? []), route])
  }
  const parted = new Map([...groups].map(([first, group]) => [first, together(table, group)]))
  return routes.map((route) => (route.kind === 'hop' && parted.get(route.path[0] ?? '')) || route)
}

function together(table: RoutingTable, group: readonly Extract<Route, { kind: 'hop' }>[]): Route | null {
  const hops = new Set(group.map(({ hop }) => `${hop.deliveryType} ${hop.nextHopDomain}`))
  if (hops.size < 2) return null
  const shared = commonBeginning(group.map(({ path }) => path))
  const fork = shared.findLastIndex((site) => takesMail(table, site))
  const site = shared[fork]
  return site === undefined ? null : { kind: 'hop', hop: hopTo(table, site), path: shared.slice(0, fork + 1) }
}

function commonBeginning(paths: readonly (readonly string[])[]): readonly string[] {
  const [first = [], ...others] = paths
  const end = first.findIndex((site, at) => others.some((path) => path[at] !== site))
  return end < 0 ? first : first.slice(0, end)
}
