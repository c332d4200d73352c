import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestSite } from '@/lib/server/test-site'
import { absent, command, present, secure, type Value } from '@/lib/shell'
import { contoso, done, snapshot, thereAndBack } from '../../contoso-for-tests'

let site: TestSite

beforeAll(async () => {
  site = await contoso('2013')
  await run('New-AcceptedDomain', { Name: 'contoso', DomainName: 'contoso.com' })
  await run('New-EmailAddressPolicy', { Name: 'All', EnabledPrimarySMTPAddressTemplate: '%m@contoso.com' })
  for (const name of ['Anna', 'Bert', 'Boardroom']) await mailbox(name)
})
afterAll(() => site.close())

const run = (name: string, args: Record<string, Value> = {}) => done(site.run(command(name, args)))

async function mailbox(Name: string, more: Record<string, Value> = {}) {
  const Password = secure('Password', site.site.vault.seal('Passw0rd!'))
  const UserPrincipalName = `${Name}@contoso.local`
  return run('New-Mailbox', { Name, UserPrincipalName, Alias: Name, Password, ...more })
}

async function all(name: string, args: Record<string, Value>) {
  return ((await run(name, args)).output ?? []) as Record<string, unknown>[]
}

async function errorOf(name: string, args: Record<string, Value>) {
  const result = await site.run(command(name, args))
  return result.ok ? null : [result.error.errorId, result.error.target]
}

async function expectUndone(name: string, args: Record<string, Value>) {
  const { before, between, after } = await thereAndBack(site, command(name, args))
  expect(between).not.toEqual(before)
  expect(after).toEqual(before)
}

describe('The calendar of a room', () => {
  it('accepts by itself from 2013 on, and a person is asked', async () => {
    await mailbox('Room 1', { Alias: 'Room1', UserPrincipalName: 'room1@contoso.local', Room: present })
    const [room] = await all('Get-CalendarProcessing', { Identity: 'Room1' })
    const [person] = await all('Get-CalendarProcessing', { Identity: 'Anna' })
    expect([room?.AutomateProcessing, person?.AutomateProcessing]).toEqual(['AutoAccept', 'AutoUpdate'])
    expect(room?.Identity).toBe('contoso.local/Users/Room 1')
  })

  it('is set with delegates by any of their names, and taken back', async () => {
    const args = { Identity: 'Boardroom', AutomateProcessing: 'AutoAccept', ResourceDelegates: ['Bert'] }
    await expectUndone('Set-CalendarProcessing', args)
    await run('Set-CalendarProcessing', args)
    const more = { kind: 'table', entries: [['Add', 'anna@contoso.com']] } as const
    await expectUndone('Set-CalendarProcessing', { Identity: 'Boardroom', ResourceDelegates: more })
    await run('Set-CalendarProcessing', { Identity: 'Boardroom', ResourceDelegates: more })
    expect(await all('Get-CalendarProcessing', { Identity: 'Boardroom' })).toMatchObject([
      {
        AutomateProcessing: 'AutoAccept',
        ResourceDelegates: ['contoso.local/Users/Bert', 'contoso.local/Users/Anna'],
        BookingWindowInDays: 180,
      },
    ])
  })

  it('refuses what is out of range and whom nobody knows', async () => {
    expect(await errorOf('Set-CalendarProcessing', { Identity: 'Anna', BookingWindowInDays: 2000 })).toEqual([
      'ParameterArgumentValidationError',
      'BookingWindowInDays',
    ])
    expect(await errorOf('Set-CalendarProcessing', { Identity: 'Anna', BookInPolicy: ['Nobody'] })).toEqual([
      'ManagementObjectNotFoundException',
      'BookInPolicy',
    ])
  })
})

describe('The regional configuration', () => {
  it('is empty until it is set, and $null empties it again', async () => {
    const args = { Identity: 'Anna', Language: 'de-DE', TimeZone: 'W. Europe Standard Time' }
    await expectUndone('Set-MailboxRegionalConfiguration', args)
    await run('Set-MailboxRegionalConfiguration', args)
    await run('Set-MailboxRegionalConfiguration', { Identity: 'Anna', TimeZone: null })
    expect(await all('Get-MailboxRegionalConfiguration', { Identity: 'Anna' })).toMatchObject([
      { Language: 'de-DE', TimeZone: null, DateFormat: null },
    ])
  })

  it.each([
    ['Language', 'Deutsch (Deutschland)'],
    ['TimeZone', 'Europe/Berlin'],
    ['DateFormat', '=cmd'],
  ])('refuses the %s %s', async (name, value) => {
    expect(await errorOf('Set-MailboxRegionalConfiguration', { Identity: 'Anna', [name]: value })).toEqual([
      'ParameterArgumentTransformationError',
      name,
    ])
  })
})

describe('A folder of a mailbox', () => {
  const calendar = 'anna@contoso.com:\\Calendar'
  const rights = async (Identity: string) =>
    (await all('Get-MailboxFolderPermission', { Identity })).map(({ User, AccessRights }) => [
      User,
      AccessRights,
    ])

  it('tells the organization at first when its owner is busy, and outsiders nothing', async () => {
    expect(await rights(calendar)).toEqual([
      ['Default', ['AvailabilityOnly']],
      ['Anonymous', ['None']],
    ])
    expect(await rights('Anna:\\Inbox')).toEqual([
      ['Default', ['None']],
      ['Anonymous', ['None']],
    ])
  })

  it('is opened to somebody by Add-, changed by Set- and closed by Remove-, each taken back', async () => {
    const bert = { Identity: calendar, User: 'Bert' }
    await expectUndone('Add-MailboxFolderPermission', { ...bert, AccessRights: 'Reviewer' })
    await run('Add-MailboxFolderPermission', { ...bert, AccessRights: ['ReadItems', 'FolderVisible'] })
    expect((await rights(calendar)).at(-1)).toEqual(['Bert', ['Reviewer']])
    await expectUndone('Set-MailboxFolderPermission', { ...bert, AccessRights: ['CreateItems', 'ReadItems'] })
    await expectUndone('Set-MailboxFolderPermission', { ...bert, User: 'Default', AccessRights: 'Reviewer' })
    await expectUndone('Remove-MailboxFolderPermission', bert)
    expect(await rights('Anna:\\Inbox')).toHaveLength(2)
  })

  it.each([
    [
      'Add',
      { User: 'Default', AccessRights: 'Reviewer' },
      'UserAlreadyExistsInPermissionEntryException',
      'User',
    ],
    [
      'Set',
      { User: 'Boardroom', AccessRights: 'Reviewer' },
      'UserNotFoundInPermissionEntryException',
      'User',
    ],
    ['Remove', { User: 'Anonymous' }, 'CannotRemoveSpecialUserException', 'User'],
    ['Add', { User: 'nobody', AccessRights: 'Owner' }, 'ManagementObjectNotFoundException', 'User'],
    ['Add', { User: 'Bert', AccessRights: 'All' }, 'ParameterArgumentTransformationError', 'AccessRights'],
    [
      'Add',
      { Identity: 'Anna:\\Nowhere', User: 'Bert', AccessRights: 'Owner' },
      'ManagementObjectNotFoundException',
      'Identity',
    ],
    [
      'Add',
      { Identity: 'Anna:\\Inbox', User: 'Bert', AccessRights: 'LimitedDetails' },
      'InvalidFolderRight',
      'AccessRights',
    ],
  ])('refuses %s-MailboxFolderPermission %j', async (verb, args, errorId, target) => {
    const given = { Identity: 'Boardroom:\\Calendar', ...args } as Record<string, Value>
    expect(await errorOf(`${verb}-MailboxFolderPermission`, given)).toEqual([errorId, target])
  })
})

describe('An Inbox rule', () => {
  const invoices = {
    Name: 'Invoices',
    Mailbox: 'Bert',
    SubjectContainsWords: ['invoice'],
    MoveToFolder: 'Bert:\\Notes',
  }
  const names = async () =>
    (await all('Get-InboxRule', { Mailbox: 'Bert' })).map(({ Name, Priority }) => [Name, Priority])

  it('is made, put in its place, changed, turned off and removed, each taken back', async () => {
    await expectUndone('New-InboxRule', invoices)
    await run('New-InboxRule', invoices)
    await run('New-InboxRule', {
      Name: 'First',
      Mailbox: 'Bert',
      From: ['Anna'],
      MarkAsRead: true,
      Priority: 1,
    })
    expect(await names()).toEqual([
      ['First', 1],
      ['Invoices', 2],
    ])
    const rule = { Identity: 'Invoices', Mailbox: 'bert@contoso.com' }
    const change = {
      ...rule,
      Name: 'Bills',
      Priority: 1,
      MoveToFolder: null,
      ForwardTo: ['eve@fabrikam.com'],
    }
    await expectUndone('Set-InboxRule', change)
    await expectUndone('Disable-InboxRule', rule)
    await run('Disable-InboxRule', rule)
    await expectUndone('Remove-InboxRule', rule)
    expect(await names()).toHaveLength(2)
  })

  it('is shown as Exchange shows it, and found by that identity', async () => {
    const [first] = await all('Get-InboxRule', { Mailbox: 'Bert' })
    expect(first).toMatchObject({
      From: ['"Anna" [SMTP:Anna@contoso.com]'],
      MarkAsRead: true,
      StopProcessingRules: true,
      HasAttachment: false,
      Identity: 'contoso.local/Users/Bert\\First',
    })
    expect(await all('Get-InboxRule', { Identity: String(first?.Identity) })).toHaveLength(1)
    expect(await errorOf('Get-InboxRule', { Identity: String(first?.Identity), Mailbox: 'Anna' })).toEqual([
      'ManagementObjectNotFoundException',
      'Identity',
    ])
  })

  it.each([
    [{ ...invoices }, 'InboxRuleAlreadyExists', 'Name'],
    [{ Name: 'Idle', Mailbox: 'Bert', SubjectContainsWords: ['x'] }, 'InboxRuleWithoutAction', 'Name'],
    [
      { ...invoices, Name: 'Other', MoveToFolder: 'Bert:\\None' },
      'ManagementObjectNotFoundException',
      'MoveToFolder',
    ],
    [{ ...invoices, Name: 'Other', ForwardTo: ['nobody'] }, 'RecipientNotFound', 'ForwardTo'],
    [{ ...invoices, Name: 'Long', BodyContainsWords: ['x'.repeat(70_000)] }, 'RulesQuotaExceeded', 'Name'],
  ])('is refused where it does not work out: %#', async (args, errorId, target) => {
    expect(await errorOf('New-InboxRule', args as Record<string, Value>)).toEqual([errorId, target])
  })
})

it('comes back with the mailbox when Disable-Mailbox is undone', async () => {
  await run('Add-MailboxFolderPermission', { Identity: 'Bert', User: 'Anna', AccessRights: 'Editor' })
  const before = await snapshot(site)
  const { undo = [] } = await run('Disable-Mailbox', { Identity: 'Bert', Confirm: absent })
  for (const step of undo) await done(site.run(step))
  expect(await snapshot(site)).toEqual(before)
})
