import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Person } from './session'
import { type TestSite, testSite } from './test-site'

let site: TestSite
let planImport: typeof import('./import-users').planImport
const admin: Person = {
  id: '1',
  email: 'admin@contoso.com',
  name: 'A',
  role: 'Administrator',
  sessionId: '1',
}

beforeAll(async () => {
  site = await testSite()
  process.env.DATABASE_URL = site.url
  planImport = (await import('./import-users')).planImport
  await site.db.$executeRaw`
    insert into "User" ("id", "name", "nameKey", "firstName", "lastName", "logonName", "logonKey", "accessLevel",
      "passwordHash", "passwordChangedAt", "searchText", "createdAt", "changedAt", "alias", "aliasKey")
    select gen_random_uuid(), 'User ' || i, 'user ' || i, '', '', 'user' || i, 'user' || i, 'User',
      'x', now(), '', now(), now(), 'alias' || i, 'alias' || i
    from generate_series(1, 20000) as i`
})
afterAll(async () => {
  await (await import('./db')).database().$disconnect()
  await site.close()
})

async function plan(csv: string) {
  const planned = await planImport(new File([csv], 'users.csv'), 'Gr8 horses run.', admin)
  if (!planned.ok) throw new Error(planned.error.message)
  return planned.value.users
}

describe('the plan of an import', () => {
  it('knows who has a name, among however many that begin alike', async () => {
    const [taken, free] = await plan('Logon name\nUSER19999\nuser20001')
    expect(taken?.problems).toMatchObject([{ column: 'logonName', error: { message: /User 19999/ } }])
    expect(free?.problems).toEqual([])
  })

  it('suggests a name that nobody on the site has', async () => {
    const [user] = await plan('First name\nUser')
    expect(user).toMatchObject({ logonName: 'User', problems: [] })
  })

  it('asks for hundreds of names at once', async () => {
    const letters = [...'abcdefghijklmnopqrst']
    const names = letters.flatMap((a) => letters.map((b) => `An${a}${b}`))
    const started = performance.now()
    expect(await plan(`First name\n${names.join('\n')}`)).toHaveLength(400)
    expect(performance.now() - started).toBeLessThan(1000)
  })
})
