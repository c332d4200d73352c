import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestSite } from '@/lib/server/test-site'
import { command, type Value } from '@/lib/shell'
import { contoso, done, thereAndBack } from '../contoso-for-tests'

let site: TestSite
beforeAll(async () => {
  site = await contoso('2016')
})
afterAll(() => site.close())

const run = (name: string, args: Record<string, Value> = {}) => done(site.run(command(name, args)))
const output = async (name: string, args: Record<string, Value> = {}) =>
  (await run(name, args)).output as Record<string, unknown>[]
const errorOf = async (name: string, args: Record<string, Value> = {}) => {
  const result = await site.run(command(name, args))
  return result.ok ? null : result.error
}
const isTakenBack = async (name: string, args: Record<string, Value>) => {
  const { before, between, after } = await thereAndBack(site, command(name, args))
  expect(between).not.toEqual(before)
  expect(after).toEqual(before)
}

describe('A property that the reference knows and nothing here acts on', () => {
  const identity = 'EXCH01\\Default EXCH01'

  it('is kept by Set-, shown by Get-, and taken back to its default', async () => {
    const before = await output('Get-ReceiveConnector', { Identity: identity })
    expect(before[0]).toMatchObject({ TarpitInterval: '00:00:05', MaxInboundConnection: 5000 })
    await isTakenBack('Set-ReceiveConnector', { Identity: identity, TarpitInterval: '00:00:15' })
    const { undo = [] } = await run('Set-ReceiveConnector', {
      Identity: identity,
      TarpitInterval: '00:00:15',
    })
    expect((await output('Get-ReceiveConnector', { Identity: identity }))[0]).toMatchObject({
      TarpitInterval: '00:00:15',
    })
    for (const one of undo) await done(site.run(one))
    expect(await output('Get-ReceiveConnector', { Identity: identity })).toMatchObject([
      { TarpitInterval: '00:00:05' },
    ])
  })

  it('goes back to what it was before when it was set twice', async () => {
    const { undo: first = [] } = await run('Set-ReceiveConnector', { Identity: identity, MaxHopCount: 70 })
    await isTakenBack('Set-ReceiveConnector', { Identity: identity, MaxHopCount: 80, MaxLogonFailures: 9 })
    for (const one of first) await done(site.run(one))
  })

  it('comes back with the object that was removed', async () => {
    const args = { Name: 'Relay', Server: 'EXCH01', Usage: 'Custom', Bindings: ['192.168.0.3:2600'] }
    await run('New-ReceiveConnector', { ...args, RemoteIPRanges: ['10.0.0.0/8'], MaxHopCount: 33 })
    await isTakenBack('Remove-ReceiveConnector', { Identity: 'EXCH01\\Relay' })
    expect(await output('Get-ReceiveConnector', { Identity: 'EXCH01\\Relay' })).toMatchObject([
      { MaxHopCount: 33 },
    ])
  })

  it('is unknown to a version that lacks it, and read by its type', async () => {
    expect(
      await errorOf('Set-MailboxServer', { Identity: 'EXCH01', CalendarRepairWorkCycle: '7.00:00:00' }),
    ).toMatchObject({
      errorId: 'NamedParameterNotFound',
    })
    expect(
      await errorOf('Set-ReceiveConnector', { Identity: identity, TarpitInterval: 'soon' }),
    ).toMatchObject({
      errorId: 'ParameterArgumentTransformationError',
      target: 'TarpitInterval',
    })
  })

  it('changes a list by its differences, modelled or not', async () => {
    const change: Value = { kind: 'table', entries: [['Add', '10.9.0.0/16']] }
    await isTakenBack('Set-ReceiveConnector', { Identity: 'EXCH01\\Relay', RemoteIPRanges: change })
    await run('Set-ReceiveConnector', { Identity: 'EXCH01\\Relay', RemoteIPRanges: change })
    const [shown] = await output('Get-ReceiveConnector', { Identity: 'EXCH01\\Relay' })
    expect(shown?.RemoteIPRanges).toHaveLength(2)
    await isTakenBack('Set-OrganizationConfig', {
      EwsBlockList: { kind: 'table', entries: [['Add', ['OtherApps*']]] },
    })
  })
})

describe('Remote domains', () => {
  it('begin with the one for everybody, and name a domain once', async () => {
    expect(await output('Get-RemoteDomain')).toMatchObject([{ Name: 'Default', DomainName: '*' }])
    await run('New-RemoteDomain', { Name: 'Fabrikam', DomainName: '*.fabrikam.com' })
    expect(await errorOf('New-RemoteDomain', { Name: 'Again', DomainName: '*.Fabrikam.com' })).toMatchObject({
      errorId: 'DuplicatedRemoteDomain',
      target: 'DomainName',
    })
  })

  it('are taken back, and come back with what was set', async () => {
    await isTakenBack('New-RemoteDomain', { Name: 'Tailspin', DomainName: 'tailspintoys.com' })
    await run('Set-RemoteDomain', { Identity: 'Fabrikam', AllowedOOFType: 'none', NDREnabled: false })
    expect(await output('Get-RemoteDomain', { Identity: 'Fabrikam' })).toMatchObject([
      { AllowedOOFType: 'None', NDREnabled: false, AutoReplyEnabled: true },
    ])
    await isTakenBack('Remove-RemoteDomain', { Identity: 'Fabrikam' })
  })
})

describe('A mailbox database', () => {
  const db = { Name: 'DB2', Server: 'exch01.contoso.local', EdbFilePath: 'D:\\DB2\\DB2.edb' }

  it('is made dismounted, mounted, and taken back', async () => {
    await isTakenBack('New-MailboxDatabase', db)
    expect((await run('New-MailboxDatabase', db)).warnings).toEqual([
      expect.stringContaining('Information Store'),
    ])
    const status = { Identity: 'DB2', Status: true }
    expect(await output('Get-MailboxDatabase', status)).toMatchObject([
      { Mounted: false, EdbFilePath: 'D:\\DB2\\DB2.edb' },
    ])
    await isTakenBack('Mount-Database', { Identity: 'DB2' })
    await run('Mount-Database', { Identity: 'DB2' })
    expect(await output('Get-MailboxDatabase', status)).toMatchObject([{ Mounted: true }])
    expect(await output('Get-MailboxDatabase', { Identity: 'DB2' })).toMatchObject([{ Mounted: null }])
  })

  it('has a file of its own, on a server that is there, with the right name', async () => {
    expect(await errorOf('New-MailboxDatabase', { ...db, Name: 'DB3' })).toMatchObject({
      errorId: 'EdbFilePathInUse',
    })
    expect(await errorOf('New-MailboxDatabase', { ...db, Server: 'EXCH99' })).toMatchObject({
      target: 'Server',
    })
    expect(
      await errorOf('New-MailboxDatabase', { ...db, Name: 'DB3', EdbFilePath: 'D:\\DB3.txt' }),
    ).toMatchObject({
      errorId: 'InvalidPath',
    })
    expect(
      await errorOf('New-MailboxDatabase', { ...db, Name: 'DB3', EdbFilePath: '\\\\nas\\DB3.edb' }),
    ).toMatchObject({
      errorId: 'InvalidPath',
    })
  })

  it('moves, and moves back', async () => {
    await isTakenBack('Move-DatabasePath', { Identity: 'DB2', LogFolderPath: 'E:\\Logs\\DB2' })
    expect(
      await errorOf('Move-DatabasePath', {
        Identity: 'DB2',
        LogFolderPath: 'E:\\L',
        ConfigurationOnly: true,
      }),
    ).toMatchObject({
      errorId: 'DatabaseIsMounted',
    })
  })

  it('goes only without mailboxes, and comes back as it was', async () => {
    await run('Set-MailboxDatabase', {
      Identity: 'DB2',
      MailboxRetention: '60.00:00:00',
      IndexEnabled: false,
    })
    await isTakenBack('Remove-MailboxDatabase', { Identity: 'DB2' })
    const secret: Value = {
      kind: 'secure',
      prompt: 'Password',
      sealed: site.site.vault.seal('Contoso!Secret1'),
    }
    await run('New-Mailbox', {
      Name: 'Kweku',
      UserPrincipalName: 'kweku@contoso.local',
      Password: secret,
      Database: 'DB2',
    })
    expect(await errorOf('Remove-MailboxDatabase', { Identity: 'DB2' })).toMatchObject({
      errorId: 'MailboxDatabaseNotEmpty',
    })
  })
})

describe('What is set for a server', () => {
  it.each([
    ['Set-MailboxServer', { Identity: 'exch01.contoso.local', MaximumActiveDatabases: 20 }],
    ['Set-ExchangeServer', { Identity: 'EXCH01.contoso.local', ErrorReportingEnabled: false }],
    ['Set-ExchangeServer', { Identity: 'EXCH01', ProductKey: 'aaaaa-aaaaa-aaaaa-aaaaa-aaaaa' }],
    ['Set-EventLogLevel', { Identity: 'EXCH01\\MSExchangeTransport\\SmtpReceive', Level: 'High' }],
    ['Set-OrganizationConfig', { MailTipsLargeAudienceThreshold: 50 }],
    [
      'Set-ServerComponentState',
      { Identity: 'EXCH01', Component: 'ServerWideOffline', Requester: 'Maintenance', State: 'Inactive' },
    ],
  ] as [string, Record<string, Value>][])('%s is taken back whole: %j', async (name, args) => {
    await isTakenBack(name, args)
  })

  it('is what it was by default before', async () => {
    expect(await output('Get-MailboxServer')).toMatchObject([
      { Name: 'EXCH01', CalendarRepairIntervalEndWindow: 30 },
    ])
    expect(await output('Get-OrganizationConfig')).toMatchObject([{ MapiHttpEnabled: true }])
    expect(await errorOf('Get-MailboxServer', { Identity: 'EXCH99' })).toMatchObject({
      errorId: 'ManagementObjectNotFoundException',
    })
  })

  it('says so when nothing changes', async () => {
    expect((await run('Set-OrganizationConfig', { MailTipsAllTipsEnabled: true })).undo).toHaveLength(1)
    const { warnings, undo } = await run('Set-OrganizationConfig', { MailTipsAllTipsEnabled: true })
    expect(warnings?.[0]).toContain('no settings of')
    expect(undo).toEqual([])
  })
})

describe('The components of a server', () => {
  const set = (Component: string, Requester: string, State: string) =>
    run('Set-ServerComponentState', { Identity: 'EXCH01', Component, Requester, State })
  const stateOf = async (Component: string) =>
    (await output('Get-ServerComponentState', { Identity: 'EXCH01', Component }))[0]?.State

  it('stand still while anybody wants it, and all of them with the whole server', async () => {
    await set('HubTransport', 'Maintenance', 'Draining')
    await set('HubTransport', 'Functional', 'Inactive')
    expect(await stateOf('HubTransport')).toBe('Inactive')
    await set('HubTransport', 'Functional', 'Active')
    expect(await stateOf('HubTransport')).toBe('Draining')
    await set('HubTransport', 'Maintenance', 'Active')
    expect(await stateOf('HubTransport')).toBe('Active')
    await set('ServerWideOffline', 'Maintenance', 'Inactive')
    expect(await stateOf('OwaProxy')).toBe('Inactive')
    await set('ServerWideOffline', 'Maintenance', 'Active')
    expect(await stateOf('OwaProxy')).toBe('Active')
  })

  it('are as well as the Windows services behind them', async () => {
    const alert = async () =>
      (await output('Get-ServerHealth', { Identity: 'EXCH01', HealthSet: 'HubTransport' }))[0]?.AlertValue
    expect(await alert()).toBe('Healthy')
    await run('Stop-Service', { Name: 'MSExchangeTransport', ComputerName: 'EXCH01' })
    expect(await alert()).toBe('Unhealthy')
    const report = await output('Get-HealthReport', { Identity: 'EXCH01', HealthSet: 'HubTransport' })
    expect(report).toMatchObject([{ AlertValue: 'Unhealthy', MonitorCount: 1 }])
  })
})
