import { type Figure, times } from './figure'
import type { Inside, Lab, Site } from './lab'
import { pageTime, type Spread, sideBySide } from './measure'

const part = 'Users list: 100,000 users beside 10,000'
/** Surnames of which one user in 450 has the first and one in 80, more than any other, the second. */
const [ordinary, commonest] = ['Fontaine', 'Miller']

/**
 * What may take 1.3 times as long: the pages, and the queries behind them but for the searches. A search finds ten
 * times as much among ten times as many users, and its query alone cannot but show it.
 */
function limitOf(page: string, what: string): Pick<Figure, 'limit'> {
  const bounded = what === 'whole page' ? !page.includes(commonest) : !page.startsWith('search')
  return bounded ? { limit: 1.3 } : {}
}

interface Ground {
  readonly inside: Inside
  readonly site: Site
  readonly pages: Readonly<Record<string, Record<string, string>>>
}

/** Page 50 is reached as a visitor reaches it, by following "Next" from page 1. */
async function openGround(lab: Lab, users: number): Promise<Ground> {
  const url = await lab.database(users)
  const [inside, site] = [await lab.inside(url), await lab.site(url)]
  let after = ''
  for (let page = 1; page < 50; page++) {
    const { next }: { next: string | null } = await inside.do('list', after ? { after } : {})
    if (!next) throw new Error(`The list ends at page ${page}`)
    after = next
  }
  return {
    inside,
    site,
    pages: {
      'page 1': {},
      'page 50': { after },
      [`search "${ordinary}"`]: { search: ordinary },
      [`search "${commonest}"`]: { search: commonest },
    },
  }
}

function rows(page: string, what: string, large: Spread, small: Spread): Figure[] {
  return (['p50', 'p95'] as const).map((spread) =>
    times(part, `${page}: ${what}, ${spread}`, [large[spread], small[spread]], limitOf(page, what)),
  )
}

/** Server time of the list's pages, below the page (the query alone) and as the page that a browser gets. */
export async function usersList(lab: Lab): Promise<Figure[]> {
  const [small, large] = [await openGround(lab, 10_000), await openGround(lab, 100_000)]
  const figures: Figure[] = []
  for (const page of Object.keys(small.pages)) {
    const query = ({ inside, pages }: Ground) =>
      inside.do('list', pages[page] ?? {}).then((one) => one.milliseconds)
    const http = ({ site, pages }: Ground) =>
      pageTime(`${site.url}/users?${new URLSearchParams(pages[page])}`, site.cookie)
    const taken = await sideBySide(
      {
        small: () => query(small),
        large: () => query(large),
        smallPage: () => http(small),
        largePage: () => http(large),
      },
      { rounds: 7, goes: 20, warmUp: 10 },
    )
    figures.push(
      ...rows(page, 'query', taken.large, taken.small),
      ...rows(page, 'whole page', taken.largePage, taken.smallPage),
    )
  }
  for (const { site, inside } of [small, large]) await Promise.all([site.stop(), inside.stop()])
  return figures
}
