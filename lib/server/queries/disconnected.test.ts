import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type TestSite, testSite } from '../test-site'

let site: TestSite
let lists: typeof import('./disconnected')
const many = 130

beforeAll(async () => {
  site = await testSite()
  process.env.DATABASE_URL = site.url
  lists = await import('./disconnected')
  // Three at a time lost theirs, so that pages end between those of one moment.
  await site.db.disconnectedMailbox.createMany({
    data: Array.from({ length: many }, (_, n) => ({
      ...{ guid: randomUUID(), displayName: `Mailbox ${n}`, alias: `m${n}`, database: 'DB', bytes: n },
      ...{ itemCount: 0, quotas: {}, addresses: [] },
      disconnectedAt: new Date(Date.UTC(2026, 10, 1, 0, 0, Math.floor(n / 3))),
    })),
  })
})
afterAll(async () => {
  const { database } = await import('../db')
  await database().$disconnect()
  await site.close()
})

const page = (parameters: Record<string, string>) =>
  lists.listDisconnected(lists.readDisconnectedQuery(parameters))

it('pages through the mailboxes without an account, the newest first, and the same on the way back', async () => {
  const first = await page({})
  const second = await page({ after: first.next ?? '' })
  const third = await page({ after: second.next ?? '' })
  const all = [first, second, third].flatMap(({ rows }) => rows)
  expect(new Set(all.map(({ guid }) => guid)).size).toBe(many)
  const times = all.map(({ disconnectedAt }) => disconnectedAt.getTime())
  expect(times).toEqual(times.toSorted((one, other) => other - one))
  expect([first.previous, third.next]).toEqual([null, null])
  expect((await page({ before: third.previous ?? '' })).rows).toEqual(second.rows)
  expect((await page({ before: second.previous ?? '' })).rows).toEqual(first.rows)
})

it.each(['x', '[]', btoa(JSON.stringify(['never', randomUUID()]))])(
  'begins anew at a place that is none: %s',
  async (after) => {
    expect((await page({ after })).rows).toHaveLength(lists.disconnectedPageSize)
  },
)
