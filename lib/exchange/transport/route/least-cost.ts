/** A link between sites as routing sees it. */
export interface SiteLink {
  readonly name: string
  readonly sites: readonly string[]
  /** ExchangeCost where there is one, else Active Directory's. */
  readonly cost: number
  /** Bytes; null is unlimited. */
  readonly maxMessageSize: number | null
}

/** The way to a site. */
export interface SitePath {
  readonly site: string
  /** The sites to go through, the destination last; empty for the site itself. */
  readonly path: readonly string[]
  readonly cost: number
  /** The narrowest link on it. */
  readonly maxMessageSize: number | null
}

/**
 * The least-cost path to each site that can be reached (Dijkstra). Of paths of one cost the one with fewer hops
 * counts; then the one whose sites, looked at from the destination, have the lower names.
 */
export function leastCostPaths(from: string, links: readonly SiteLink[]): ReadonlyMap<string, SitePath> {
  const open = new Map<string, SitePath>([[from, { site: from, path: [], cost: 0, maxMessageSize: null }]])
  const done = new Map<string, SitePath>()
  for (let next = best(open); next; next = best(open)) {
    open.delete(next.site)
    done.set(next.site, next)
    for (const step of stepsFrom(next, links)) {
      if (done.has(step.site)) continue
      const known = open.get(step.site)
      if (!known || comparePaths(step, known) < 0) open.set(step.site, step)
    }
  }
  return done
}

function best(open: ReadonlyMap<string, SitePath>): SitePath | undefined {
  let found: SitePath | undefined
  for (const one of open.values()) if (!found || comparePaths(one, found) < 0) found = one
  return found
}

function stepsFrom(at: SitePath, links: readonly SiteLink[]): readonly SitePath[] {
  return links
    .filter(({ sites }) => sites.includes(at.site))
    .flatMap((link) =>
      link.sites
        .filter((site) => site !== at.site)
        .map((site) => ({
          site,
          path: [...at.path, site],
          cost: at.cost + link.cost,
          maxMessageSize: narrower(at.maxMessageSize, link.maxMessageSize),
        })),
    )
}

/** The smaller of two limits; null is none. */
export function narrower(one: number | null, other: number | null): number | null {
  if (one === null) return other
  return other === null ? one : Math.min(one, other)
}

/** Negative where the first is to be preferred. */
export function comparePaths(one: SitePath, other: SitePath): number {
  const order = one.cost - other.cost || one.path.length - other.path.length
  return order !== 0 ? order : compareNames(one.path.toReversed(), other.path.toReversed())
}

function compareNames(one: readonly string[], other: readonly string[]): number {
  const at = one.findIndex((name, place) => name.toLowerCase() !== other[place]?.toLowerCase())
  if (at < 0) return 0
  return (one[at] ?? '').toLowerCase() < (other[at] ?? '').toLowerCase() ? -1 : 1
}
