import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  adGroup,
  contosoExample,
  installExchangeRunbook,
  joinServerRunbook,
  siteParameters,
} from '@/lib/essentials'
import { absent, command, secure } from '@/lib/shell'
import { type TestSite, testSite } from './test-site'
import { vault } from './vault'

let site: TestSite
beforeAll(async () => {
  site = await testSite()
  process.env.DATABASE_URL = site.url
  const ok = async (c: any) => {
    const r = await site.run(c)
    if (!r.ok) throw new Error(JSON.stringify(r.error))
  }
  await ok(
    command('Set-SiteDescription', {
      ...siteParameters(contosoExample),
      PublicAddresses: [...contosoExample.publicAddresses],
    }),
  )
  for (const s of joinServerRunbook(contosoExample).steps) await ok(s.command)
  for (const s of installExchangeRunbook({
    description: contosoExample,
    version: '2013',
    managementTools: true,
    administrator: 'admin',
  }).steps)
    await ok(s.command)
  await ok(
    command('Add-WssUser', {
      Name: 'FrankM',
      FirstName: 'Frank',
      LastName: 'Miller',
      Password: secure('p', vault.seal('Gr8 horses run.')),
    }),
  )
  await ok(command('Enable-Mailbox', { Identity: 'FrankM', Alias: 'FrankM' }))
}, 120000)
afterAll(async () => {
  await (await import('./db')).database().$disconnect()
  await site.close()
})
const tryIt = async (name: string, f: () => Promise<unknown>) => {
  const t = performance.now()
  try {
    console.log(
      name,
      '=>',
      JSON.stringify(await f(), (k, v) => (typeof v === 'bigint' ? String(v) : v))?.slice(0, 400),
      Math.round(performance.now() - t),
    )
  } catch (e) {
    console.log(name, 'THREW', String(e).slice(-300))
  }
}

it('x', async () => {
  const person: any = {
    id: 'p',
    email: 'admin@contoso.com',
    role: 'Administrator',
    name: 'A',
    sessionId: 's',
  }
  const { prepareWizard } = await import('./wizard-runbook')
  const { integration } = await import('@/lib/essentials')
  await tryIt('integ keep', async () => {
    const p = await prepareWizard({ id: 'integrate', subject: '' }, { certificate: 'keep' }, person)
    return p.ok ? p.runbook.steps.map((s) => s.title) : p.errors
  })
  await tryIt('integ suggested', async () => {
    const p = await prepareWizard({ id: 'integrate', subject: '' }, { certificate: 'self' }, person)
    return p.ok ? p.runbook.steps.length : p.errors
  })
  await tryIt('enable', () =>
    site.inTransaction(async (s) =>
      (await s.store.find(integration, 'Exchange'))
        ? s.store.update(integration, (await s.store.find(integration, 'Exchange'))!, {
            enabled: true,
          } as any)
        : s.store.insert(integration, 'Exchange', { enabled: true, server: 'EX' } as any),
    ),
  )
  const fu = (await site.site.store.users.find('FrankM'))!
  const edit = async (a: any) =>
    tryIt('edit ' + JSON.stringify(a).slice(0, 60), async () => {
      const p = await prepareWizard({ id: 'edit-user', subject: fu.id }, a, person)
      return p.ok
        ? p.runbook.steps.map((s) => JSON.stringify(s.command.arguments))
        : p.errors.map((e) => e.field + ':' + e.error.errorId + ' ' + e.error.message.slice(0, 80))
    })
  for (const a of [
    {},
    { addresses: '' },
    { addresses: 'SMTP:a@contoso.com' },
    { addresses: 'a@contoso.com\nA@contoso.com' },
    { enforceQuota: false },
    { quota: '0', ownLimits: false },
    { quota: 'unlimited', ownLimits: false },
    {
      ownLimits: true,
      issueWarningQuota: 'unlimited',
      prohibitSendQuota: '1 MB',
      prohibitSendReceiveQuota: 'unlimited',
    },
    { ownLimits: true, issueWarningQuota: '0', prohibitSendQuota: '0', prohibitSendReceiveQuota: '0' },
    { ownLimits: true, issueWarningQuota: '', prohibitSendQuota: '', prohibitSendReceiveQuota: '' },
    { quota: '2 TB', ownLimits: false },
    { accessLevel: 'Root' },
    { alias: 'x'.repeat(65) },
    { quota: '1e5 GB', ownLimits: false },
    { quota: '9'.repeat(400) + ' GB', ownLimits: false },
    { quota: '', ownLimits: false },
    { quota: '0.5 B', ownLimits: false },
    { quota: '1 KB (99 bytes)', ownLimits: false },
  ] as any[])
    await edit(a)
  const ok = async (c: any) => {
    const r = await site.run(c)
    if (!r.ok) throw new Error(JSON.stringify(r.error))
    return r
  }
  await ok(
    command('Set-Mailbox', {
      Identity: 'FrankM',
      UseDatabaseQuotaDefaults: false,
      IssueWarningQuota: 'unlimited',
      ProhibitSendQuota: 'unlimited',
      ProhibitSendReceiveQuota: 'unlimited',
    }),
  )
  await edit({})
  await edit({ enforceQuota: true })
  await ok(
    command('Set-Mailbox', {
      Identity: 'FrankM',
      UseDatabaseQuotaDefaults: false,
      IssueWarningQuota: '1 GB',
      ProhibitSendQuota: 'unlimited',
      ProhibitSendReceiveQuota: 'unlimited',
    }),
  )
  await edit({})
  await ok(
    command('Set-Mailbox', {
      Identity: 'FrankM',
      UseDatabaseQuotaDefaults: false,
      IssueWarningQuota: '1234567',
      ProhibitSendQuota: '12345678',
      ProhibitSendReceiveQuota: '123456789',
    }),
  )
  await edit({})
  await edit({ enforceQuota: false })
  // lost update
  let go!: () => void
  const gate = new Promise<void>((r) => {
    go = r
  })
  let read!: () => void
  const hasRead = new Promise<void>((r) => {
    read = r
  })
  const a = site.inTransaction(async (s) => {
    const u = (await s.store.users.find('FrankM'))!
    await s.store.users.update(u.id, { enabled: false })
    read()
    await gate
  })
  await hasRead
  const b = site.run(
    command('Set-Mailbox', {
      Identity: 'FrankM',
      UseDatabaseQuotaDefaults: false,
      IssueWarningQuota: '1 GB',
      ProhibitSendQuota: '2 GB',
      ProhibitSendReceiveQuota: '3 GB',
    }),
  )
  await new Promise((r) => setTimeout(r, 300))
  go()
  await a
  await b
  await tryIt('lost', async () => ({
    enabled: (await site.site.store.users.find('FrankM'))!.enabled,
    q: (await site.site.store.users.find('FrankM'))!.mailbox!.prohibitSendQuota,
  }))
  // import perf
  const { planUsers, parseUsersCsv } = await import('@/lib/wizards/import-users')
  const csv =
    'First name,Last name,Password\n' +
    Array.from({ length: 5000 }, (_, i) => `Anna,Schmidt,Gr8 horses run.`).join('\n')
  const t = parseUsersCsv(new TextEncoder().encode(csv)) as any
  await tryIt('plan same names', async () => {
    const r = planUsers(t.value, {
      policy: { level: 'strong', neverExpires: false } as any,
      initialPassword: '',
      withMailbox: true,
      taken: { logonNames: new Map(), aliases: new Map() },
    })
    return [r.length, r.filter((x) => x.problems.length).length, r.at(-1)?.logonName]
  })
  await site.db.$executeRawUnsafe(
    `insert into "User" ("id","name","nameKey","firstName","lastName","logonName","logonKey","accessLevel","passwordHash","passwordChangedAt","searchText","createdAt","changedAt","alias","aliasKey") select gen_random_uuid(), 'N'||i, 'n'||i, 'N', i::text, 'user'||i, 'user'||i, 'User', 'x', now(), 'user'||i, now(), now(), 'user'||i, 'user'||i from generate_series(1, 20000) i`,
  )
  const { planImport } = await import('./import-users')
  const csv2 =
    'First name,Last name,Password\n' +
    Array.from(
      { length: 500 },
      (_, i) =>
        `An${String.fromCharCode(97 + (i % 26))}${String.fromCharCode(97 + (((i / 26) | 0) % 26))},Schmidt,Gr8 horses run.`,
    ).join('\n')
  await tryIt('planImport 500 rows 20k users', async () => {
    const r = await planImport(new File([csv2], 'a.csv'), 'x', person)
    return r.ok && r.value.users.length
  })
  for (const text of ['a'.repeat(300) + '!', 'CN='.repeat(2000)]) {
  }
}, 120000)
