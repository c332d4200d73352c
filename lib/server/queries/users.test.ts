import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestSite, testSite } from '../test-site'
import { sortKey } from '../user-row'

let site: TestSite
let listUsers: typeof import('./users').listUsers
let readUserQuery: typeof import('./users').readUserQuery
const names = Array.from(
  { length: 230 },
  (_, index) => `${['Ärne', 'Bob', 'Zoë', '100%', 'Under_score'][index % 5]} ${index % 46}`,
)

beforeAll(async () => {
  site = await testSite()
  process.env.DATABASE_URL = site.url
  ;({ listUsers, readUserQuery } = await import('./users'))
  await site.db.user.createMany({
    data: names.map((name, index) => ({
      id: randomUUID(),
      name,
      nameKey: sortKey(name),
      firstName: '',
      lastName: '',
      logonName: `user${index}`,
      logonKey: `user${index}`,
      accessLevel: index % 7 ? 'User' : 'Administrator',
      enabled: index % 3 > 0,
      passwordHash: 'x',
      passwordChangedAt: new Date(),
      mailboxBytes: index % 4 ? index * 1000 : -1,
      searchText: `${sortKey(name)} user${index}`,
      createdAt: new Date(),
      changedAt: new Date(),
    })),
  })
})
afterAll(async () => {
  const { database } = await import('../db')
  await database().$disconnect()
  await site.close()
})

async function walk(parameters: Record<string, string>) {
  const pages: string[][] = []
  let slice = await listUsers(readUserQuery(parameters))
  pages.push(slice.rows.map(({ id }) => id))
  while (slice.next) {
    slice = await listUsers(readUserQuery({ ...parameters, after: slice.next }))
    pages.push(slice.rows.map(({ id }) => id))
  }
  const back: string[][] = [pages.at(-1) ?? []]
  while (slice.previous) {
    slice = await listUsers(readUserQuery({ ...parameters, before: slice.previous }))
    back.unshift(slice.rows.map(({ id }) => id))
  }
  return { pages, back }
}

describe('the users list', () => {
  it('shows every user exactly once by paging, in every order, and the same pages on the way back', async () => {
    for (const sort of ['name', 'logon', 'email', 'mailbox', 'access', 'status'])
      for (const order of ['ascending', 'descending']) {
        const { pages, back } = await walk({ sort, order })
        expect(new Set(pages.flat()).size, `${sort} ${order}`).toBe(names.length)
        expect(pages.flat()).toHaveLength(names.length)
        expect(back).toEqual(pages)
      }
  })

  it('finds by a part of the name, without case and diacritics', async () => {
    const { rows, total } = await listUsers(readUserQuery({ search: 'arNE 1' }))
    expect(rows.every(({ name }) => name.startsWith('Ärne 1'))).toBe(true)
    expect(total.count).toBe(names.filter((name) => name.startsWith('Ärne 1')).length)
  })

  it('pages through what a search found as through the whole list', async () => {
    for (const order of ['ascending', 'descending']) {
      const { pages, back } = await walk({ search: 'user1', sort: 'mailbox', order })
      expect(pages.flat()).toHaveLength(names.filter((_, index) => `user${index}`.includes('user1')).length)
      expect(new Set(pages.flat()).size).toBe(pages.flat().length)
      expect(back).toEqual(pages)
    }
  })

  it('counts what a search finds even where the address bar leads beyond its end', async () => {
    const last = Buffer.from(JSON.stringify(['zz', randomUUID()])).toString('base64url')
    const { rows, total } = await listUsers(readUserQuery({ search: 'ärne', after: last }))
    expect(rows).toEqual([])
    expect(total.count).toBe(46)
  })

  it('takes % and _ and \\ as they were typed', async () => {
    expect((await listUsers(readUserQuery({ search: '100%' }))).total.count).toBe(46)
    expect((await listUsers(readUserQuery({ search: 'r_s' }))).total.count).toBe(46)
    expect((await listUsers(readUserQuery({ search: '%_%' }))).total.count).toBe(0)
    expect((await listUsers(readUserQuery({ search: '\\' }))).total.count).toBe(0)
  })

  it('answers whatever stands in the address bar', async () => {
    const forged = fc
      .tuple(fc.string(), fc.oneof(fc.uuid(), fc.string()))
      .map((pair) => Buffer.from(JSON.stringify(pair)).toString('base64url'))
    const anything = fc.record(
      {
        search: fc.string({ unit: 'binary' }),
        sort: fc.oneof(fc.constantFrom('name', 'mailbox', 'status'), fc.string()),
        order: fc.string(),
        status: fc.string(),
        after: fc.oneof(forged, fc.string()),
        before: fc.oneof(forged, fc.string()),
      },
      { requiredKeys: [] },
    )
    await fc.assert(
      fc.asyncProperty(anything, async (parameters) => {
        await listUsers(readUserQuery(parameters))
      }),
      { numRuns: 60 },
    )
  })
})
