import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestSite } from '@/lib/server/test-site'
import { absent, command, pipe, present, secure, type Value } from '@/lib/shell'
import { contoso, done, thereAndBack } from '../../contoso-for-tests'

let site: TestSite

beforeAll(async () => {
  site = await contoso('2013')
  await run('New-AcceptedDomain', { Name: 'contoso', DomainName: 'contoso.com' })
  await run('Set-AcceptedDomain', { Identity: 'contoso', MakeDefault: true })
  await run('New-EmailAddressPolicy', { Name: 'All', EnabledPrimarySMTPAddressTemplate: '%m@contoso.com' })
  for (const name of ['Anna Berg', 'Bert Cole', 'Cara Dunn']) await mailbox(name)
})
afterAll(() => site.close())

const run = (name: string, args: Record<string, Value> = {}) => done(site.run(command(name, args)))

async function errorOf(name: string, args: Record<string, Value> = {}) {
  const result = await site.run(command(name, args))
  return result.ok ? null : result.error
}

async function mailbox(Name: string, more: Record<string, Value> = {}) {
  const logon = Name.split(' ')[0] ?? Name
  return run('New-Mailbox', {
    Name,
    UserPrincipalName: `${logon}@contoso.local`,
    Alias: logon,
    LastName: Name.split(' ')[1] ?? '',
    Password: secure('Password', site.site.vault.seal('Passw0rd!')),
    ...more,
  })
}

async function one(name: string, Identity: string): Promise<Record<string, unknown>> {
  return ((await run(name, { Identity })).output?.[0] ?? {}) as Record<string, unknown>
}

async function names(name: string, args: Record<string, Value> = {}): Promise<unknown[]> {
  return ((await run(name, args)).output ?? []).map((object) => (object as { Name: string }).Name)
}

async function expectUndone(name: string, args: Record<string, Value>) {
  const { before, between, after } = await thereAndBack(site, command(name, args))
  expect(between).not.toEqual(before)
  expect(after).toEqual(before)
}

describe('A distribution group', () => {
  it('gets an alias and an address by policy, and is taken back whole', async () => {
    await expectUndone('New-DistributionGroup', { Name: 'Sales Team', Members: ['Anna', 'Bert'] })
    await run('New-DistributionGroup', { Name: 'Sales Team', Members: ['Anna', 'Bert'] })
    expect(await one('Get-DistributionGroup', 'salesteam@contoso.com')).toMatchObject({
      Name: 'Sales Team',
      Alias: 'SalesTeam',
      PrimarySmtpAddress: 'SalesTeam@contoso.com',
      GroupType: 'Universal',
      RecipientType: 'MailUniversalDistributionGroup',
      RequireSenderAuthenticationEnabled: true,
    })
    expect(await names('Get-DistributionGroupMember', { Identity: 'Sales Team' })).toEqual([
      'Anna Berg',
      'Bert Cole',
    ])
  })

  it('shares its alias and addresses with nobody: neither a user before it nor one after it', async () => {
    expect(await errorOf('New-DistributionGroup', { Name: 'Other', Alias: 'anna' })).toMatchObject({
      errorId: 'AliasInUse',
      message: expect.stringContaining('Anna Berg'),
    })
    expect(await errorOf('Set-Mailbox', { Identity: 'Anna', Alias: 'SALESTEAM' })).toMatchObject({
      errorId: 'AliasInUse',
      message: expect.stringContaining('Sales Team'),
    })
    expect(
      await errorOf('Set-Mailbox', { Identity: 'Anna', PrimarySmtpAddress: 'salesteam@contoso.com' }),
    ).toMatchObject({ errorId: 'ProxyAddressInUse', message: expect.stringContaining('Sales Team') })
  })

  it('lets the database decide when a user and a group take one alias at the same moment', async () => {
    const results = await Promise.all([
      site.run(command('New-DistributionGroup', { Name: 'Race', Alias: 'race' })),
      site.run(command('Set-Mailbox', { Identity: 'Cara', Alias: 'race' })),
    ])
    expect(results.filter(({ ok }) => ok)).toHaveLength(1)
    expect(results.find(({ ok }) => !ok)).toMatchObject({ error: { errorId: 'AliasInUse' } })
  })

  it('takes members in and out, and back again', async () => {
    const Identity = 'Sales Team'
    await expectUndone('Add-DistributionGroupMember', { Identity, Member: 'Cara Dunn' })
    await expectUndone('Remove-DistributionGroupMember', { Identity, Member: 'Anna', Confirm: absent })
    await expectUndone('Update-DistributionGroupMember', { Identity, Members: ['Cara Dunn'] })
    expect(await errorOf('Add-DistributionGroupMember', { Identity, Member: 'Anna' })).toMatchObject({
      errorId: 'MemberAlreadyExistsException',
    })
    expect(await errorOf('Remove-DistributionGroupMember', { Identity, Member: 'Cara Dunn' })).toMatchObject({
      errorId: 'MemberNotFoundException',
    })
  })

  it('keeps documented properties with recipients by their names, and takes each change back', async () => {
    const change = {
      Identity: 'Sales Team',
      DisplayName: 'The team',
      ManagedBy: 'Bert',
      MailTip: 'Sells',
      MaxSendSize: '5MB',
      Alias: 'sellers',
    }
    await expectUndone('Set-DistributionGroup', change)
    await run('Set-DistributionGroup', change)
    expect(await one('Get-DistributionGroup', 'sellers')).toMatchObject({
      DisplayName: 'The team',
      ManagedBy: ['contoso.local/Users/Bert Cole'],
      MaxSendSize: '5 MB (5,242,880 bytes)',
      EmailAddresses: ['SMTP:sellers@contoso.com', 'smtp:SalesTeam@contoso.com'],
    })
    expect(await run('Set-DistributionGroup', change)).toMatchObject({
      warnings: [expect.stringContaining('no settings of')],
    })
    expect(
      await errorOf('Set-DistributionGroup', { Identity: 'sellers', ManagedBy: 'Nobody' }),
    ).toMatchObject({
      errorId: 'ManagementObjectNotFoundException',
      target: 'ManagedBy',
    })
  })

  it('stays as a group when its address goes, and comes back when it was removed', async () => {
    await expectUndone('Disable-DistributionGroup', { Identity: 'sellers', Confirm: absent })
    await expectUndone('Remove-DistributionGroup', { Identity: 'sellers', Confirm: absent })
  })
})

describe('A contact', () => {
  const args = {
    Name: 'Chris Ashton',
    ExternalEmailAddress: 'SMTP:chris@tailspintoys.com',
    FirstName: 'Chris',
  }

  it('has the address outside and one by policy', async () => {
    await expectUndone('New-MailContact', args)
    await run('New-MailContact', args)
    expect(await one('Get-MailContact', 'chris@tailspintoys.com')).toMatchObject({
      ExternalEmailAddress: 'SMTP:chris@tailspintoys.com',
      EmailAddresses: ['SMTP:ChrisAshton@contoso.com', 'smtp:chris@tailspintoys.com'],
    })
  })

  it('is changed, loses its address and is removed, and each is taken back', async () => {
    const Identity = 'contoso.com/Users/Chris Ashton'
    await expectUndone('Set-MailContact', { Identity, ExternalEmailAddress: 'chris@fourthcoffee.com' })
    await expectUndone('Set-Contact', { Identity, City: 'Seattle', Manager: 'Anna', LastName: 'A.' })
    await run('Set-Contact', { Identity, City: 'Seattle' })
    expect(await names('Get-Recipient', { Filter: "City -eq 'seattle'" })).toEqual(['Chris Ashton'])
    await expectUndone('Disable-MailContact', { Identity, Confirm: absent })
    await expectUndone('Remove-MailContact', { Identity, Confirm: absent })
  })

  it('is found among contacts though a mailbox has its name', async () => {
    await run('New-MailContact', { Name: 'Bert Cole', Alias: 'bert2', ExternalEmailAddress: 'b@adatum.com' })
    expect(await one('Get-MailContact', 'Bert Cole')).toMatchObject({ Alias: 'bert2' })
    expect(await one('Get-Mailbox', 'Bert Cole')).toMatchObject({ Alias: 'Bert' })
    await run('Remove-MailContact', { Identity: 'Bert Cole', Confirm: absent })
  })
})

describe('A mail user', () => {
  it('is an account with an address and no mailbox; enabling and disabling are taken back', async () => {
    await run('New-MailUser', {
      Name: 'Ed Meadows',
      UserPrincipalName: 'ed@contoso.local',
      ExternalEmailAddress: 'ed@tailspintoys.com',
    })
    expect(await one('Get-MailUser', 'CONTOSO\\ed')).toMatchObject({
      RecipientType: 'MailUser',
      PrimarySmtpAddress: 'EdMeadows@contoso.com',
    })
    await expectUndone('Set-MailUser', {
      Identity: 'ed',
      ExternalEmailAddress: 'e@tailspintoys.com',
      Alias: 'edm',
    })
    await expectUndone('Disable-MailUser', { Identity: 'ed', Confirm: absent })
    expect(await errorOf('Enable-Mailbox', { Identity: 'ed' })).toMatchObject({
      errorId: 'RecipientTaskException',
      message: expect.stringContaining('of type MailUser'),
    })
    expect(await names('Get-Mailbox')).not.toContain('Ed Meadows')
    expect(await errorOf('New-DistributionGroup', { Name: 'x', Alias: 'EDMEADOWS' })).toMatchObject({
      errorId: 'AliasInUse',
    })
  })
})

describe('A dynamic distribution group', () => {
  it('writes its conditions as a filter that Get-Recipient understands', async () => {
    const args = {
      Name: 'Marketing',
      IncludedRecipients: 'MailboxUsers,MailContacts',
      ConditionalDepartment: ['Marketing', 'Sales'],
    }
    await expectUndone('New-DynamicDistributionGroup', args)
    await run('New-DynamicDistributionGroup', args)
    await run('Set-User', { Identity: 'Bert', Department: 'Sales' })
    const { RecipientFilter } = await one('Get-DynamicDistributionGroup', 'Marketing')
    expect(RecipientFilter).toBe(
      "(((RecipientType -eq 'UserMailbox') -or (RecipientType -eq 'MailContact')) -and ((Department -eq 'Marketing') -or (Department -eq 'Sales')))",
    )
    expect(await names('Get-Recipient', { RecipientPreviewFilter: String(RecipientFilter) })).toEqual([
      'Bert Cole',
    ])
    await expectUndone('Set-DynamicDistributionGroup', { Identity: 'Marketing', ConditionalDepartment: 'HR' })
    await expectUndone('Set-DynamicDistributionGroup', {
      Identity: 'Marketing',
      RecipientFilter: "Title -like 'Manager*'",
    })
    await expectUndone('Remove-DynamicDistributionGroup', { Identity: 'Marketing', Confirm: absent })
    expect(
      await errorOf('Set-DynamicDistributionGroup', {
        Identity: 'Marketing',
        RecipientFilter: "Colour -eq 'red'",
      }),
    ).toMatchObject({ errorId: 'ParameterBindingFailed', target: 'Filter' })
  })
})

describe('What a mailbox has beside its addresses', () => {
  it('is kept by Set-Mailbox, Set-CASMailbox, Set-User and automatic replies, and taken back', async () => {
    const Identity = 'Anna'
    await expectUndone('Set-Mailbox', {
      Identity,
      ForwardingAddress: 'Bert',
      DeliverToMailboxAndForward: true,
      GrantSendOnBehalfTo: ['Bert', 'Cara Dunn'],
      Office: '12',
      CustomAttribute1: 'x',
      Type: 'Shared',
    })
    await expectUndone('Set-CASMailbox', { Identity, OWAEnabled: false })
    await expectUndone('Set-User', { Identity, Department: 'HR', Manager: 'Bert', SamAccountName: 'annab' })
    await expectUndone('Set-MailboxAutoReplyConfiguration', { Identity, AutoReplyState: 'Enabled' })
    await expectUndone('Enable-Mailbox', { Identity, Archive: present })
    await run('Set-Mailbox', { Identity, ForwardingAddress: 'Bert', ForwardingSmtpAddress: 'a@adatum.com' })
    expect(await one('Get-Mailbox', Identity)).toMatchObject({
      ForwardingAddress: 'contoso.local/Users/Bert Cole',
      ForwardingSmtpAddress: 'smtp:a@adatum.com',
      DeliverToMailboxAndForward: false,
    })
  })

  it('takes an address in by @{Add=…}', async () => {
    const EmailAddresses: Value = { kind: 'table', entries: [['Add', 'anna2@contoso.com']] }
    await expectUndone('Set-Mailbox', { Identity: 'Anna', EmailAddresses })
  })

  it('goes with the mailbox and comes back with it; what belongs to the person stays', async () => {
    const Identity = 'Anna'
    await run('Add-MailboxPermission', { Identity, User: 'Bert', AccessRights: 'FullAccess' })
    await run('Set-CASMailbox', { Identity, PopEnabled: false })
    await run('Set-User', { Identity, Company: 'Contoso' })
    await expectUndone('Disable-Mailbox', { Identity, Confirm: absent })
  })

  it('is a permission once, by name or group, for somebody who is there', async () => {
    const args = { Identity: 'Cara Dunn', User: 'Bert', AccessRights: ['FullAccess', 'ReadPermission'] }
    await expectUndone('Add-MailboxPermission', args)
    await run('Add-MailboxPermission', args)
    expect((await run('Get-MailboxPermission', { Identity: 'Cara Dunn', User: 'Bert' })).output).toEqual([
      expect.objectContaining({ User: 'CONTOSO\\Bert', AccessRights: ['FullAccess', 'ReadPermission'] }),
    ])
    expect((await run('Add-MailboxPermission', args)).warnings).toEqual([
      expect.stringContaining('already present'),
    ])
    await expectUndone('Remove-MailboxPermission', { ...args, AccessRights: 'FullAccess', Confirm: absent })
    expect(await errorOf('Add-MailboxPermission', { ...args, User: 'Nobody' })).toMatchObject({
      errorId: 'SecurityPrincipalNotFound',
      target: 'User',
    })
    const sendAs = { Identity: 'Cara Dunn', User: 'Bert', ExtendedRights: 'Send-As' }
    await expectUndone('Add-ADPermission', sendAs)
  })
})

describe('New-Mailbox for no person', () => {
  it('needs no password and makes a disabled account', async () => {
    await expectUndone('New-Mailbox', { Name: 'Room 1', Room: present })
    await run('New-Mailbox', { Name: 'Room 1', Room: present })
    expect(await one('Get-Mailbox', 'Room 1')).toMatchObject({
      RecipientTypeDetails: 'RoomMailbox',
      ResourceType: 'Room',
      AccountDisabled: true,
    })
    expect(await errorOf('New-Mailbox', { Name: 'x', Room: present, Shared: present })).toMatchObject({
      errorId: 'AmbiguousParameterSet',
    })
    expect(await errorOf('New-Mailbox', { Name: 'x', UserPrincipalName: 'x@contoso.local' })).toMatchObject({
      errorId: 'MissingMandatoryParameter',
      target: 'Password',
    })
  })
})

describe('A recipient', () => {
  it('is found by all the forms of its identity', async () => {
    const { Guid, LegacyExchangeDN, DistinguishedName } = await one('Get-Mailbox', 'Bert')
    for (const identity of [
      'bert',
      'Bert Cole',
      'CONTOSO\\Bert',
      'bert@contoso.com',
      'bert@contoso.local',
      'contoso.local/Users/Bert Cole',
      String(Guid),
      String(LegacyExchangeDN),
      String(DistinguishedName),
    ])
      expect(await one('Get-Recipient', identity), identity).toMatchObject({ Name: 'Bert Cole' })
  })

  it('is listed by filter, by a part of its name, by kind, by unit and in order', async () => {
    expect(await names('Get-Mailbox', { Filter: "Alias -like 'a*'" })).toEqual(['Anna Berg'])
    expect(await names('Get-Mailbox', { Anr: 'Ber' })).toEqual(['Anna Berg', 'Bert Cole'])
    expect(await names('Get-Recipient', { RecipientTypeDetails: 'RoomMailbox' })).toEqual(['Room 1'])
    expect((await names('Get-User', { ResultSize: 2 })).length).toBe(2)
    expect(await names('Get-Mailbox', { SortBy: 'Alias', ResultSize: 1 })).toEqual(['Anna Berg'])
    await run('New-ADOrganizationalUnit', { Name: 'Offices' })
    expect(await names('Get-Mailbox', { OrganizationalUnit: 'Offices' })).toEqual([])
    expect(await errorOf('Get-Mailbox', { OrganizationalUnit: 'Nowhere' })).toMatchObject({
      errorId: 'OrganizationalUnitNotFound',
    })
    expect(await errorOf('Get-Mailbox', { Filter: "Colour -eq 'red'" })).toMatchObject({
      errorId: 'ParameterBindingFailed',
    })
  })

  it('streams through a pipeline', async () => {
    const line = pipe(
      command('Get-Mailbox', { ResultSize: 'Unlimited' }),
      command('Get-MailboxStatistics', {}),
    )
    const { output } = await done(site.run(line))
    expect(output?.length).toBeGreaterThan(3)
  })
})

describe('An address list', () => {
  it('is there since Setup, lies within another one, and is moved with what is in it', async () => {
    expect(await names('Get-AddressList')).toEqual(['All Contacts', 'All Groups', 'All Rooms', 'All Users'])
    const args = {
      Name: 'Sales',
      Container: '\\All Users',
      IncludedRecipients: 'MailboxUsers',
      ConditionalDepartment: 'Sales',
    }
    await expectUndone('New-AddressList', args)
    await run('New-AddressList', args)
    await expectUndone('Set-AddressList', { Identity: 'All Users\\Sales', Name: 'Selling' })
    await expectUndone('Set-AddressList', { Identity: '\\All Users\\Sales', ConditionalDepartment: 'HR' })
    await expectUndone('Move-AddressList', { Identity: '\\All Users\\Sales', Target: '\\All Groups' })
    await expectUndone('Remove-AddressList', { Identity: 'All Users\\Sales', Confirm: absent })
    expect(await errorOf('Remove-AddressList', { Identity: 'All Users' })).toMatchObject({
      errorId: 'AddressListHasChildren',
    })
    expect(
      await errorOf('Move-AddressList', { Identity: 'All Users', Target: 'All Users\\Sales' }),
    ).toMatchObject({
      errorId: 'MoveIntoItself',
    })
    expect(
      await errorOf('Remove-GlobalAddressList', { Identity: 'Default Global Address List' }),
    ).toMatchObject({
      errorId: 'DefaultGALProtected',
    })
  })

  it('is what an offline address book is made of', async () => {
    const args = { Name: 'Book', AddressLists: '\\Default Global Address List' }
    await expectUndone('New-OfflineAddressBook', args)
    expect(await errorOf('New-OfflineAddressBook', { ...args, AddressLists: 'None such' })).toMatchObject({
      target: 'AddressLists',
    })
    await expectUndone('Remove-OfflineAddressBook', {
      Identity: '\\Default Offline Address Book',
      Confirm: absent,
    })
  })
})
