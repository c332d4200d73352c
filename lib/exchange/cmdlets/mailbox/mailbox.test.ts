import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { adGroup } from '@/lib/essentials'
import type { TestSite } from '@/lib/server/test-site'
import { absent, command, pipe, secure, type Value } from '@/lib/shell'
import { contoso, done, snapshot, thereAndBack } from '../../contoso-for-tests'
import { quotasFor } from '../../directory/quota'

let site: TestSite
let number = 0
/** A logon name that no other test uses. */
let logon: string

beforeAll(async () => {
  site = await contoso('2010')
  await done(run('New-AcceptedDomain', { Name: 'official name', DomainName: 'contoso.com' }))
  await done(run('Set-AcceptedDomain', { Identity: 'official name', MakeDefault: true }))
  await done(
    run('New-EmailAddressPolicy', { Name: 'WSE', EnabledPrimarySMTPAddressTemplate: '%m@contoso.com' }),
  )
})
afterAll(async () => site.close())
beforeEach(() => {
  number++
  logon = `user${number}`
})

function run(name: string, args: Record<string, Value> = {}) {
  return site.run(command(name, args))
}

async function errorOf(name: string, args: Record<string, Value> = {}) {
  const result = await run(name, args)
  return result.ok ? null : result.error
}

async function shown(Identity: string): Promise<Record<string, unknown>> {
  return ((await done(run('Get-Mailbox', { Identity }))).output?.[0] ?? {}) as Record<string, unknown>
}

async function expectUndone(name: string, args: Record<string, Value>) {
  const { before, between, after } = await thereAndBack(site, command(name, args))
  expect(between).not.toEqual(before)
  expect(after).toEqual(before)
}

async function addUser(logonName: string, name = `Name of ${logonName}`): Promise<void> {
  await site.inTransaction(async ({ store }) => {
    await store.users.insert({
      name,
      firstName: 'Frank',
      lastName: 'Miller',
      logonName,
      accessLevel: 'User',
      enabled: true,
      vpn: false,
      remoteWebAccess: false,
      passwordHash: 'x',
      mailbox: null,
    })
  })
}

describe('Enable-Mailbox', () => {
  it('gives an account an alias, an address by policy and the quotas of the database', async () => {
    await addUser(logon)
    await done(run('Enable-Mailbox', { Identity: logon, Alias: 'FrankM' }))
    expect(await shown('frankm')).toMatchObject({
      Alias: 'FrankM',
      PrimarySmtpAddress: 'FrankM@contoso.com',
      EmailAddresses: ['SMTP:FrankM@contoso.com'],
      EmailAddressPolicyEnabled: true,
      Database: 'Mailbox Database 01',
      ServerName: 'exch01',
      UseDatabaseQuotaDefaults: true,
      ProhibitSendQuota: 'Unlimited',
      UserPrincipalName: `${logon}@contoso.local`,
      Identity: `CONTOSO\\${logon}`,
    })
  })

  it('refuses an alias that another recipient has, in any case, and names the holder', async () => {
    await addUser(logon)
    expect(await errorOf('Enable-Mailbox', { Identity: logon, Alias: 'FRANKM' })).toMatchObject({
      errorId: 'AliasInUse',
      target: 'Alias',
      message: expect.stringContaining('Name of user1'),
    })
    expect(await errorOf('Get-Mailbox', { Identity: logon })).toMatchObject({
      errorId: 'ManagementObjectNotFoundException',
    })
  })

  it('refuses an address that another recipient has, and a domain that is not accepted', async () => {
    await addUser(logon)
    const Identity = logon
    expect(
      await errorOf('Enable-Mailbox', { Identity, PrimarySmtpAddress: 'frankm@Contoso.com' }),
    ).toMatchObject({
      errorId: 'ProxyAddressInUse',
      message:
        'The proxy address "SMTP:FrankM@contoso.com" is already being used by "Name of user1". Please choose another proxy address.',
    })
    expect(await errorOf('Enable-Mailbox', { Identity, PrimarySmtpAddress: 'f@adatum.com' })).toMatchObject({
      errorId: 'DomainNotAccepted',
      target: 'PrimarySmtpAddress',
    })
  })

  it('is taken back whole, and refused for an account that has a mailbox', async () => {
    await addUser(logon)
    await expectUndone('Enable-Mailbox', { Identity: logon, Alias: `${logon}.alias` })
    await done(run('Enable-Mailbox', { Identity: logon }))
    expect(await errorOf('Enable-Mailbox', { Identity: logon })).toMatchObject({
      errorId: 'RecipientTaskException',
    })
  })

  it('makes an alias of the logon name where none is given, with a number where it is taken', async () => {
    await addUser(logon)
    await done(run('Enable-Mailbox', { Identity: logon }))
    await addUser('other')
    await done(run('Enable-Mailbox', { Identity: 'other', Alias: 'third' }))
    await addUser('third')
    await done(run('Enable-Mailbox', { Identity: 'third' }))
    const { output } = await done(run('Get-Mailbox', { ResultSize: 'Unlimited' }))
    expect(output?.map((one) => (one as { Alias: string }).Alias)).toContain('third2')
  })
})

describe('Set-Mailbox', () => {
  beforeEach(async () => {
    await addUser(logon)
    await done(run('Enable-Mailbox', { Identity: logon }))
  })

  it('keeps the three quotas of 2 GB, and takes them back', async () => {
    const { issueWarningQuota, prohibitSendQuota, prohibitSendReceiveQuota } = quotasFor(2 * 1024 ** 3)
    const quotas = {
      Identity: logon,
      UseDatabaseQuotaDefaults: false,
      IssueWarningQuota: issueWarningQuota,
      ProhibitSendQuota: prohibitSendQuota,
      ProhibitSendReceiveQuota: prohibitSendReceiveQuota,
    }
    await expectUndone('Set-Mailbox', quotas)
    await done(run('Set-Mailbox', quotas))
    expect(await shown(logon)).toMatchObject({
      UseDatabaseQuotaDefaults: false,
      IssueWarningQuota: '1.9 GB (2,040,109,465 bytes)',
      ProhibitSendQuota: '2 GB (2,147,483,648 bytes)',
      ProhibitSendReceiveQuota: '2.3 GB (2,469,606,195 bytes)',
    })
    expect(await done(run('Set-Mailbox', quotas))).toMatchObject({
      warnings: [expect.stringContaining('no settings of')],
      undo: [],
    })
    expect(await errorOf('Set-Mailbox', { Identity: logon, ProhibitSendQuota: '1GB' })).toMatchObject({
      target: 'ProhibitSendQuota',
      message:
        "The value of property 'ProhibitSendQuota' must be greater than or equal to that of property 'IssueWarningQuota'.",
    })
  })

  it('with another alias gives another address and keeps the old one', async () => {
    await expectUndone('Set-Mailbox', { Identity: logon, Alias: `new.${logon}` })
    await done(run('Set-Mailbox', { Identity: logon, Alias: `new.${logon}` }))
    expect(await shown(logon)).toMatchObject({
      EmailAddresses: [`SMTP:new.${logon}@contoso.com`, `smtp:${logon}@contoso.com`],
    })
  })

  it('with a primary address no longer follows the policy', async () => {
    await expectUndone('Set-Mailbox', { Identity: logon, PrimarySmtpAddress: `boss.${logon}@contoso.com` })
    await done(run('Set-Mailbox', { Identity: logon, PrimarySmtpAddress: `boss.${logon}@contoso.com` }))
    expect(await shown(logon)).toMatchObject({ EmailAddressPolicyEnabled: false })
    await done(run('Set-Mailbox', { Identity: logon, EmailAddressPolicyEnabled: true }))
    expect(await shown(logon)).toMatchObject({ PrimarySmtpAddress: `${logon}@contoso.com` })
  })

  it('takes a whole list of addresses with one primary one', async () => {
    const Identity = logon
    const list = [`smtp:b.${logon}@contoso.com`, `SMTP:a.${logon}@contoso.com`]
    await expectUndone('Set-Mailbox', { Identity, EmailAddresses: list, EmailAddressPolicyEnabled: false })
    for (const wrong of [[...list, list[0] ?? ''], [], [`SMTP:x@contoso.com`, `SMTP:y@contoso.com`], ['x']])
      expect(await errorOf('Set-Mailbox', { Identity, EmailAddresses: wrong })).toMatchObject({
        target: 'EmailAddresses',
      })
  })

  it('takes its mailbox from the pipeline', async () => {
    const line = pipe(
      command('Get-Mailbox', { Identity: logon }),
      command('Set-Mailbox', { DisplayName: 'By pipe' }),
    )
    const { undo } = await done(site.run(line))
    expect(undo).toEqual([command('Set-Mailbox', { Identity: logon, DisplayName: `Name of ${logon}` })])
  })
})

describe('A mailbox that is taken away', () => {
  beforeEach(async () => {
    await addUser(logon)
    await done(run('Enable-Mailbox', { Identity: logon }))
    await done(
      run('Set-Mailbox', {
        Identity: logon,
        UseDatabaseQuotaDefaults: false,
        ProhibitSendReceiveQuota: '5GB',
        EmailAddresses: [`SMTP:${logon}@contoso.com`, `smtp:more.${logon}@contoso.com`],
      }),
    )
  })

  it('by Disable-Mailbox is kept, and comes back with its addresses and quotas', async () => {
    await expectUndone('Disable-Mailbox', { Identity: logon, Confirm: absent })
    await done(run('Disable-Mailbox', { Identity: logon, Confirm: absent }))
    const { output } = await done(run('Get-MailboxStatistics', { Database: 'Mailbox Database 01' }))
    expect(output).toContainEqual(
      expect.objectContaining({ DisplayName: `Name of ${logon}`, DisconnectReason: 'Disabled' }),
    )
    expect(await site.site.store.users.find(logon)).toMatchObject({ mailbox: null })
  })

  it('by Remove-Mailbox goes with its account, and can be given to another one', async () => {
    const { undo } = await done(run('Remove-Mailbox', { Identity: logon, Confirm: absent }))
    expect(undo).toBeUndefined()
    expect(await site.site.store.users.find(logon)).toBeNull()
    await addUser(`heir${number}`)
    const args = { Identity: `Name of ${logon}`, Database: 'Mailbox Database 01', User: `heir${number}` }
    await done(run('Connect-Mailbox', args))
    expect(await shown(`heir${number}`)).toMatchObject({ Alias: logon })
    expect(await errorOf('Connect-Mailbox', args)).toMatchObject({ errorId: 'StoreMailboxNotFound' })
  })

  it('for good leaves nothing', async () => {
    await done(run('Remove-Mailbox', { Identity: logon, Permanent: true, Confirm: absent }))
    const { disconnected } = (await snapshot(site)) as { disconnected: { displayName: string }[] }
    expect(disconnected.map(({ displayName }) => displayName)).not.toContain(`Name of ${logon}`)
  })

  it('leaves its groups: nobody of the same name comes in again', async () => {
    await done(run('Add-ADGroupMember', { Identity: 'Enterprise Admins', Members: logon }))
    await done(run('Remove-Mailbox', { Identity: logon, Permanent: true, Confirm: absent }))
    const group = await site.site.store.find(adGroup, 'Enterprise Admins')
    expect(group?.properties.members).not.toContain(logon)
  })

  it('is never that of the account one works with', async () => {
    await addUser('admin')
    await done(run('Enable-Mailbox', { Identity: 'admin' }))
    const errors = await errorOf('Remove-Mailbox', { Identity: 'admin', Permanent: true, Confirm: absent })
    expect(errors).toMatchObject({ errorId: 'AccessDenied', target: 'Identity' })
  })
})

describe('New-Mailbox', () => {
  it('makes the account too, and its undo removes both', async () => {
    const args = {
      Name: 'Sara Davis',
      FirstName: 'Sara',
      LastName: 'Davis',
      UserPrincipalName: 'sarad@contoso.local',
      Password: secure('Password', site.site.vault.seal('Passw0rd!')),
    }
    await expectUndone('New-Mailbox', args)
    await done(run('New-Mailbox', args))
    expect(await shown('Sara Davis')).toMatchObject({
      SamAccountName: 'sarad',
      PrimarySmtpAddress: 'sarad@contoso.com',
    })
    expect(await errorOf('New-Mailbox', args)).toMatchObject({ errorId: 'LogonNameInUse' })
  })
})

describe('Get-Mailbox', () => {
  it('gives as many as were asked for and says that there are more', async () => {
    const { output, warnings } = await done(run('Get-Mailbox', { ResultSize: 2 }))
    expect(output).toHaveLength(2)
    expect(warnings).toHaveLength(1)
    expect((await done(run('Get-Mailbox', { ResultSize: 'Unlimited' }))).warnings).toEqual([])
  })

  it('knows Exchange 2010’s storage status', async () => {
    const { output } = await done(run('Get-MailboxStatistics', { Identity: 'frankm' }))
    expect(output).toEqual([
      expect.objectContaining({ StorageLimitStatus: 'BelowLimit', TotalItemSize: '0 B (0 bytes)' }),
    ])
  })
})

describe('Update-EmailAddressPolicy', () => {
  it('gives the mailboxes that are there the new addresses, keeps the old ones, and is taken back', async () => {
    await done(
      run('Set-EmailAddressPolicy', {
        Identity: 'WSE',
        EnabledPrimarySMTPAddressTemplate: '%g.%s@contoso.com',
      }),
    )
    expect(await shown('frankm')).toMatchObject({ PrimarySmtpAddress: 'FrankM@contoso.com' })
    const before = await shown('frankm')
    const { undo } = await done(run('Update-EmailAddressPolicy', { Identity: 'WSE' }))
    const { output } = await done(run('Get-Mailbox', { ResultSize: 'Unlimited' }))
    const primaries = output?.map((one) => (one as { PrimarySmtpAddress: string }).PrimarySmtpAddress)
    expect(primaries).toContain('Frank.Miller@contoso.com')
    expect(primaries).toContain('Frank.Miller2@contoso.com')
    for (const step of undo ?? []) await done(site.run(step))
    expect(await shown('frankm')).toEqual(before)
    expect((await done(run('Update-EmailAddressPolicy', { Identity: 'Default Policy' }))).undo).toEqual([])
  })
})
