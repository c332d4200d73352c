import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestSite, testSite } from '../test-site'
import type { DirectoryList } from './directory-lists'

let site: TestSite
let lists: typeof import('./directory-lists')
let findPeople: typeof import('./address-book').findPeople
const many = 20_000

beforeAll(async () => {
  site = await testSite()
  process.env.DATABASE_URL = site.url
  lists = await import('./directory-lists')
  ;({ findPeople } = await import('./address-book'))
  // The names of two kinds of groups alternate, so that each page has both.
  await site.db.$executeRaw`
    insert into "SiteObject" ("id", "class", "name", "nameKey", "aliasKey", "properties", "createdAt", "changedAt")
    select gen_random_uuid(), case when n % 2 = 0 then 'DistributionGroup' else 'DynamicDistributionGroup' end,
      'Group ' || lpad(n::text, 5, '0'), 'group ' || lpad(n::text, 5, '0'), 'team' || (${many} - n),
      jsonb_build_object('displayName', 'Team of ' || n, 'mail', jsonb_build_object('alias', 'Team' || (${many} - n))),
      now(), now()
    from generate_series(1, ${many}) as n`
  await site.db.$executeRaw`
    insert into "ProxyAddress" ("key", "address", "primary", "objectId")
    select "aliasKey" || '@contoso.com', "aliasKey" || '@contoso.com', true, "id" from "SiteObject"
    where "aliasKey" is not null`
  const contacts = Array.from({ length: 120 }, (_, n) => ({
    ...{ id: randomUUID(), class: 'Contact', name: `100%_${n}`, nameKey: `100%_${n}` },
    ...{ properties: {}, createdAt: new Date(), changedAt: new Date() },
  }))
  await site.db.siteObject.createMany({ data: contacts })
  await site.db.$executeRaw`vacuum analyze "SiteObject", "ProxyAddress"`
})
afterAll(async () => {
  const { database } = await import('../db')
  await database().$disconnect()
  await site.close()
})

const list = (name: DirectoryList, parameters: Record<string, string>) =>
  lists.listDirectory(name, lists.readDirectoryQuery(parameters))

/** The pages from the first on, at most `most`, and the same on the way back. */
async function walk(name: DirectoryList, parameters: Record<string, string>, most: number) {
  let slice = await list(name, parameters)
  const pages = [slice.rows.map(({ id }) => id)]
  while (slice.next && pages.length < most) {
    slice = await list(name, { ...parameters, after: slice.next })
    pages.push(slice.rows.map(({ id }) => id))
  }
  const back = [pages.at(-1)]
  while (slice.previous) {
    slice = await list(name, { ...parameters, before: slice.previous })
    back.unshift(slice.rows.map(({ id }) => id))
  }
  return { pages, back }
}

interface Plan {
  readonly 'Node Type': string
  readonly 'Index Name'?: string
  readonly 'Index Cond'?: string
  readonly 'Actual Rows'?: number
  readonly Plans?: readonly Plan[]
}

const nodesOf = (plan: Plan): readonly Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)]

async function planOf(parameters: Record<string, string>) {
  const { sql, values } = lists.pageStatement('groups', lists.readDirectoryQuery(parameters))
  const positioned = sql.split('?').reduce((text, part, index) => `${text}$${index}${part}`)
  const [explained] = await site.db.$queryRawUnsafe<{ 'QUERY PLAN': { Plan: Plan }[] }[]>(
    `explain (analyze, format json) ${positioned}`,
    ...values,
  )
  return nodesOf(explained?.['QUERY PLAN'][0]?.Plan as Plan)
}

describe('the groups', () => {
  it('are paged by the index on their names, from the middle, too, without reading the others', async () => {
    const middle = await list('groups', { search: 'Group 09999' })
    const { writePlace } = await import('./keyset')
    const after = writePlace({ value: 'group 09999', id: middle.rows[0]?.id ?? '' })
    for (const parameters of [{}, { order: 'descending' }, { after }, { before: after }]) {
      const nodes = await planOf(parameters as Record<string, string>)
      const walked = nodes.filter((one) => one['Index Name'] === 'SiteObject_class_nameKey_key')
      expect(walked).toHaveLength(2)
      expect(Math.max(...nodes.map((one) => one['Actual Rows'] ?? 0))).toBeLessThan(200)
      if ('after' in parameters || 'before' in parameters)
        for (const one of walked) expect(one['Index Cond']).toContain('nameKey')
    }
    const { rows } = await list('groups', { after })
    expect(rows[0]).toMatchObject({
      name: 'Group 10000',
      class: 'DistributionGroup',
      email: 'team10000@contoso.com',
    })
  })

  it.each(['name', 'alias', 'email'])('come one after the other, and back, by %s', async (sort) => {
    for (const order of ['ascending', 'descending']) {
      const { pages, back } = await walk('groups', { sort, order }, 4)
      expect(new Set(pages.flat()).size).toBe(200)
      expect(back).toEqual(pages)
    }
  })

  it('are counted up to 10,000', async () => {
    expect((await list('groups', {})).total).toEqual({ count: 10_000, more: true })
  })

  it.each([
    ['group 00017', 'Group 00017'],
    ['TEAM19983', 'Group 00017'],
    ['Team of 17', 'Group 00017'],
    ['m19983@contoso', 'Group 00017'],
  ])('are found by %s in name, alias, display name or address', async (search, name) => {
    expect((await list('groups', { search })).rows.map((row) => row.name)).toContain(name)
  })
})

describe('the contacts', () => {
  it('are all there once, whether mail can be addressed to them or not', async () => {
    for (const sort of ['name', 'alias', 'email']) {
      const { pages, back } = await walk('contacts', { sort }, 9)
      expect(new Set(pages.flat()).size).toBe(120)
      expect(back).toEqual(pages)
    }
  })

  it('are searched for by what is typed, and by no pattern in it', async () => {
    expect((await list('contacts', { search: '100%_11' })).total.count).toBe(11)
    expect((await list('contacts', { search: '%1' })).total.count).toBe(0)
    expect((await list('contacts', { search: "'; drop table x; --" })).total.count).toBe(0)
  })

  it.each(['x', '[]', 'WyIiLCIiXQ', '\0'])('begin anew at a place that is none: %s', async (after) => {
    expect((await list('contacts', { after })).rows).toHaveLength(50)
  })
})

describe('the address book', () => {
  it('finds a group by a part of its display name or its address', async () => {
    expect(await findPeople('team19983@', 8)).toEqual([
      { name: 'Team of 17', address: 'team19983@contoso.com' },
    ])
    expect(await findPeople('team of 1', 8)).toHaveLength(8)
  })
})
