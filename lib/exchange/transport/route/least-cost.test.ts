import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { comparePaths, leastCostPaths, type SiteLink, type SitePath } from './least-cost'

const link = (one: string, other: string, cost: number, maxMessageSize: number | null = null): SiteLink => ({
  name: `${one}-${other}`,
  sites: [one, other],
  cost,
  maxMessageSize,
})

const wayTo = (site: string, links: readonly SiteLink[]) => leastCostPaths('A', links).get(site)

describe('The least-cost path', () => {
  it('goes by cost, not by the number of sites on it', () => {
    const links = [link('A', 'D', 30), link('A', 'B', 10), link('B', 'C', 10), link('C', 'D', 5)]
    expect(wayTo('D', links)).toMatchObject({ path: ['B', 'C', 'D'], cost: 25 })
  })

  it('of one cost is the one with fewer sites, then the one with the lower name next to the destination', () => {
    expect(wayTo('C', [link('A', 'B', 5), link('B', 'C', 5), link('A', 'C', 10)])?.path).toEqual(['C'])
    const square = [link('A', 'Z', 1), link('Z', 'X', 1), link('A', 'B', 1), link('B', 'Y', 1)]
    expect(wayTo('D', [...square, link('X', 'D', 1), link('Y', 'D', 1)])?.path).toEqual(['Z', 'X', 'D'])
  })

  it('takes no more than its narrowest link', () => {
    const links = [link('A', 'B', 1, 500), link('B', 'C', 1, 100), link('C', 'D', 1)]
    expect(wayTo('D', links)?.maxMessageSize).toBe(100)
    expect(wayTo('B', links)?.maxMessageSize).toBe(500)
  })

  it('is none to a site that no link leads to', () => {
    expect(wayTo('E', [link('A', 'B', 1)])).toBeUndefined()
  })

  it('is the best of all paths there are', () => {
    const sites = ['A', 'B', 'C', 'D', 'E', 'F']
    const anyLink = fc
      .tuple(fc.constantFrom(...sites), fc.constantFrom(...sites), fc.integer({ min: 1, max: 4 }))
      .map(([one, other, cost]) => link(one, other, cost))
    fc.assert(
      fc.property(fc.array(anyLink, { maxLength: 12 }), (links) => {
        const found = leastCostPaths('A', links)
        for (const site of sites) {
          const all = everyPath({ site: 'A', path: [], cost: 0, maxMessageSize: null }, site, links)
          const best = all.toSorted(comparePaths)[0]
          expect(found.get(site)?.path).toEqual(best?.path)
          expect(found.get(site)?.cost).toBe(best?.cost)
        }
      }),
      { numRuns: 150 },
    )
  })
})

/** Every path without a circle, tried one by one. */
function everyPath(at: SitePath, to: string, links: readonly SiteLink[]): readonly SitePath[] {
  if (at.site === to) return [at]
  return links
    .filter(({ sites }) => sites.includes(at.site))
    .flatMap(({ sites, cost }) => {
      const next = sites.find((one) => one !== at.site)
      if (next === undefined || next === 'A' || at.path.includes(next)) return []
      return everyPath({ ...at, site: next, path: [...at.path, next], cost: at.cost + cost }, to, links)
    })
}
