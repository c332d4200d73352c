import { PrismaPg } from '@prisma/adapter-pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fillUsers } from '@/lib/host/bench/fill-users'
import { command } from '@/lib/shell'
import { openShell, type StreamRecord } from '@/lib/shell/language'
import { PrismaClient } from '@/prisma/generated/client'
import { database } from './db'
import { createExample } from './example'
import { execute } from './execute'
import { executeStreaming, inPages, isRead } from './execute-streaming'
import { siteHost } from './shell-host'
import { type TestSite, testSite } from './test-site'

const origin = { actor: 'admin@contoso.com', source: 'shell' }
const everyMailbox = command('Get-Mailbox', { ResultSize: 'Unlimited' })

/** A site with some 1,100 mailboxes, in three pages; its connections are two, and what is read is noted. */
let place: TestSite
let client: PrismaClient
let pagesRead = 0
let written: StreamRecord[] = []

beforeAll(async () => {
  place = await testSite()
  process.env.DATABASE_URL = place.url
  await createExample({ adminPassword: 'Sunrise-over-7-hills' })
  await fillUsers(1200)
  const adapter = new PrismaPg({ connectionString: place.url, max: 2 })
  const noting = new PrismaClient({ adapter, log: [{ emit: 'event', level: 'query' }] })
  noting.$on('query', ({ query }) => {
    if (query.includes('with ordinality')) pagesRead++
  })
  client = noting
})
afterAll(async () => {
  await client.$disconnect()
  await database().$disconnect()
  await place.close()
})

async function run(source: string, signal?: AbortSignal) {
  pagesRead = 0
  written = []
  const host = await siteHost({
    actor: origin.actor,
    ask: async () => ({ kind: 'none' }),
    write: (record) => void written.push(record),
  })
  const shell = await openShell({
    ...host,
    execute: (asked) =>
      isRead(asked) ? executeStreaming(asked, origin, client) : execute(asked, origin, undefined, client),
  })
  const results = []
  for await (const result of shell.run(source, signal)) results.push(result)
  const last = results.at(-1)
  return { objects: last?.objects ?? [], errors: last?.errors ?? [], ended: last?.ended }
}

const inTransaction = () => place.db.$queryRaw<{ count: number }[]>`
  select count(*)::int as count from pg_stat_activity
  where datname = current_database() and state like 'idle in transaction%'`

describe('every mailbox through a pipeline', () => {
  it('is read in pages, and each of them once', async () => {
    const { objects } = await run('(Get-Mailbox -ResultSize Unlimited | Sort-Object Guid -Unique).Count')
    const count = await place.db.user.count({ where: { alias: { not: null } } })
    expect(objects).toEqual([count])
    expect(pagesRead).toBe(Math.ceil(count / 500))
  })

  it('is read no further than the next page when enough has come', async () => {
    const { objects } = await run('Get-Mailbox -ResultSize Unlimited | Select-Object -First 10')
    expect(objects).toHaveLength(10)
    expect(pagesRead).toBeLessThanOrEqual(2)
  })

  it('holds no connection while the pipeline has a page, not even for many pipelines in one another', async () => {
    const result = await executeStreaming(everyMailbox, origin, client)
    if (!result.ok) throw new Error(result.error.message)
    await result.value.pages?.next()
    expect(await inTransaction()).toEqual([{ count: 0 }])
    await result.value.pages?.return(undefined)
    const nested = 'Get-Mailbox -ResultSize Unlimited | Select-Object -First 1'
    const { objects } = await run(`${nested} | % { ${nested} | % { ${nested} | % { ${nested} } } }`)
    expect(objects).toHaveLength(1)
  })

  it('leaves nothing open when it is stopped', async () => {
    const stop = new AbortController()
    const { ended } = await run(
      'Get-Mailbox -ResultSize Unlimited | Set-Mailbox -CustomAttribute1 seen',
      (() => {
        setImmediate(() => stop.abort())
        return stop.signal
      })(),
    )
    expect(ended).toBe('stopped')
    expect((await client.$queryRaw`select 1 as one`) as unknown).toEqual([{ one: 1 }])
  })
})

describe('mailboxes that change while they are read', () => {
  it('come once each, also when their new name has its place further down', async () => {
    const result = await executeStreaming(everyMailbox, origin, client)
    if (!result.ok || !result.value.pages) throw new Error('nothing to read')
    const guids: unknown[] = []
    for await (const page of result.value.pages) {
      const ids = page.map((one) => (one as { Guid: string }).Guid)
      guids.push(...ids)
      const renamed = { name: 'zz last', nameKey: 'zz last' }
      await place.db.user.updateMany({ where: { id: { in: ids } }, data: renamed })
    }
    expect(guids).toHaveLength(await place.db.user.count({ where: { alias: { not: null } } }))
    expect(new Set(guids).size).toBe(guids.length)
  })

  it('are left out when they are gone before their page is read', async () => {
    const all = await place.db.user.findMany({
      where: { alias: { not: null } },
      orderBy: [{ nameKey: 'asc' }, { id: 'asc' }],
      select: { id: true },
    })
    const result = await executeStreaming(everyMailbox, origin, client)
    if (!result.ok) throw new Error(result.error.message)
    const { pages } = result.value
    const first = await pages?.next()
    await place.db.user.delete({ where: { id: all.at(-1)?.id ?? '' } })
    let seen = first?.done ? 0 : (first?.value.length ?? 0)
    for await (const page of pages ?? []) seen += page.length
    expect(seen).toBe(all.length - 1)
  })
})

describe('reading that fails in the middle', () => {
  it('gives what came before, then says so', async () => {
    async function* failing() {
      yield { Identity: 'a' }
      throw new Error('the connection is gone')
    }
    const pages = inPages(failing(), () => undefined)
    expect(await pages.next()).toEqual({ done: false, value: [{ Identity: 'a' }] })
    expect(await pages.next()).toMatchObject({ done: true, value: { errorId: 'UnexpectedFailure' } })
  })

  it('is refused, and stands in the log, when it cannot even begin', async () => {
    const result = await executeStreaming(command('Get-Mailbox', { Identity: 'nobody' }), origin, client)
    expect(result.ok).toBe(false)
    const log = await place.db.activity.findFirst({ where: { name: 'Get-Mailbox' } })
    expect(log).toMatchObject({ succeeded: false, actor: origin.actor })
  })
})
