import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestSite } from '@/lib/server/test-site'
import { absent, command, type Value } from '@/lib/shell'
import { contoso, done, snapshot, thereAndBack } from '../../contoso-for-tests'

let site: TestSite
beforeAll(async () => {
  site = await contoso('2013')
})
afterAll(async () => site.close())

const run = (name: string, args: Record<string, Value> = {}) => site.run(command(name, args))

async function output(name: string, args: Record<string, Value> = {}) {
  return ((await done(run(name, args))).output ?? []) as Record<string, unknown>[]
}

async function errorOf(name: string, args: Record<string, Value> = {}) {
  const result = await run(name, args)
  return result.ok ? null : result.error
}

async function expectUndone(name: string, args: Record<string, Value>) {
  const { before, between, after } = await thereAndBack(site, command(name, args))
  expect(between).not.toEqual(before)
  expect(after).toEqual(before)
}

describe('The settings of the Transport service', () => {
  it('are those of Setup until somebody changes them', async () => {
    const [hub] = await output('Get-TransportServer')
    expect(hub).toMatchObject({
      Name: 'EXCH01',
      MessageTrackingLogEnabled: true,
      DelayNotificationTimeout: '04:00:00',
      MessageExpirationTimeout: '2.00:00:00',
      TransientFailureRetryCount: 6,
      MaxPerDomainOutboundConnections: 40,
      MessageTrackingLogMaxDirectorySize: '1000 MB (1,048,576,000 bytes)',
    })
  })

  it('are the same by both of their names, and by the full name of the server', async () => {
    await done(
      run('Set-TransportServer', { Identity: 'EXCH01', IntraOrgConnectorProtocolLoggingLevel: 'verbose' }),
    )
    expect(await output('Get-TransportService', { Identity: 'exch01.contoso.local' })).toMatchObject([
      { IntraOrgConnectorProtocolLoggingLevel: 'Verbose' },
    ])
  })

  it('go back by the undo to where nothing is kept of them', async () => {
    await expectUndone('Set-TransportService', { Identity: 'EXCH01', PoisonThreshold: 5 })
    await expectUndone('Set-FrontendTransportService', { Identity: 'EXCH01', ReceiveProtocolLogPath: null })
    await expectUndone('Set-TransportConfig', { MaxSendSize: '25MB', GenerateCopyOfDSNFor: ['5.7.1'] })
  })

  it('keep their limits', async () => {
    expect(await errorOf('Set-TransportService', { Identity: 'EXCH01', PoisonThreshold: 11 })).toMatchObject({
      target: 'PoisonThreshold',
      message: 'The value 11 is outside the range of 1 to 10.',
    })
    const late = { Identity: 'EXCH01', DelayNotificationTimeout: '3.00:00:00' }
    expect(await errorOf('Set-TransportService', late)).toMatchObject({
      errorId: 'DelayNotificationAfterExpiration',
    })
  })
})

describe('The queues of a server', () => {
  it('are its Submission queue while no message is on its way', async () => {
    for (const Identity of ['EXCH01', 'EXCH01\\*', 'exch01\\submission', 'Submission'])
      expect(await output('Get-Queue', { Identity })).toMatchObject([
        { Identity: 'EXCH01\\Submission', Status: 'Ready', MessageCount: 0, NextHopDomain: 'Submission' },
      ])
    expect(await output('Get-Queue', { Identity: 'EXCH01\\contoso.com' })).toEqual([])
    expect(await output('Get-Message', { Queue: 'EXCH01\\435' })).toEqual([])
  })

  it('can be filtered and sorted', async () => {
    expect(await output('Get-Queue', { Filter: 'MessageCount -gt 100' })).toEqual([])
    expect(await output('Get-Queue', { Filter: "Status -eq 'ready' -and MessageCount -lt 1" })).toHaveLength(
      1,
    )
    expect(await output('Get-Queue', { Exclude: 'Internal' })).toEqual([])
    expect(await errorOf('Get-Queue', { Filter: 'Nonsense -eq 1' })).toMatchObject({ target: 'Filter' })
    expect(await errorOf('Get-Message', { SortOrder: ['+Nonsense'] })).toMatchObject({ target: 'SortOrder' })
  })

  it('that are not there are refused by their number', async () => {
    expect(await errorOf('Get-Queue', { Identity: 'EXCH01\\435' })).toMatchObject({
      errorId: 'ObjectNotFound',
      message: 'The requested object with identity "EXCH01\\435" could not be found.',
    })
    expect(await errorOf('Remove-Message', { Identity: 'EXCH01\\435\\1' })).toMatchObject({
      errorId: 'ObjectNotFound',
    })
  })

  it('are suspended until they are resumed', async () => {
    await expectUndone('Suspend-Queue', { Identity: 'EXCH01\\Submission', Confirm: absent })
    await done(run('Suspend-Queue', { Identity: 'EXCH01\\Submission' }))
    expect(await output('Get-Queue')).toMatchObject([{ Status: 'Suspended' }])
    await done(run('Resume-Queue', { Filter: "Status -eq 'Suspended'" }))
    expect(await output('Get-Queue')).toMatchObject([{ Status: 'Ready' }])
  })

  it('cannot be asked while the Transport service is stopped', async () => {
    const service = { Name: 'MSExchangeTransport', Confirm: absent }
    await done(run('Stop-Service', service))
    expect(await errorOf('Get-Queue')).toMatchObject({
      errorId: 'ServiceNotRunning',
      message:
        'Couldn\'t connect to the Microsoft Exchange Transport service on computer "exch01.contoso.local". Verify that the service is started.',
    })
    await done(run('Restart-Service', service))
    expect(await output('Get-Queue')).toHaveLength(1)
  })
})

describe('A transport rule', () => {
  const make = (Name: string, more: Record<string, Value> = {}) =>
    done(
      run('New-TransportRule', { Name, SubjectContainsWords: ['offer'], PrependSubject: 'Sales: ', ...more }),
    )

  it('says what it looks for, does and leaves out', async () => {
    await make('First', { ExceptIfSubjectContainsWords: ['Press Release', 'News'] })
    const [rule] = await output('Get-TransportRule', { Identity: 'First' })
    expect(rule).toMatchObject({ State: 'Enabled', Mode: 'Enforce', Priority: 0, PrependSubject: 'Sales: ' })
    expect(rule?.Description).toBe(
      "If the message:\r\n\tsubject contains words 'offer'\r\nTake the following actions:\r\n\tprepend subject 'Sales: '\r\nExcept if the message:\r\n\tsubject contains words 'Press Release' or 'News'",
    )
  })

  it('takes its place among the others, which close up when it goes', async () => {
    await make('Second')
    await make('Before', { Priority: 0 })
    const order = async () => (await output('Get-TransportRule')).map(({ Name }) => Name)
    expect(await order()).toEqual(['Before', 'First', 'Second'])
    await expectUndone('Set-TransportRule', { Identity: 'Second', Priority: 0 })
    await expectUndone('Remove-TransportRule', { Identity: 'First', Confirm: absent })
    await expectUndone('Disable-TransportRule', { Identity: 'First', Confirm: absent })
    expect(await errorOf('Set-TransportRule', { Identity: 'First', Priority: 3 })).toMatchObject({
      target: 'Priority',
    })
    expect((await output('Get-TransportRule')).map(({ Priority }) => Priority)).toEqual([0, 1, 2])
  })

  it('has to do something', async () => {
    const nothing = { Name: 'Nothing', SubjectContainsWords: ['offer'] }
    expect(await errorOf('New-TransportRule', nothing)).toMatchObject({
      errorId: 'TransportRuleWithoutAction',
    })
    expect(await errorOf('Set-TransportRule', { Identity: 'First', PrependSubject: null })).toMatchObject({
      errorId: 'TransportRuleWithoutAction',
    })
  })
})

describe('Agents, texts and journals', () => {
  it('keep their order, and are as Setup left them when an agent is gone again', async () => {
    const before = await snapshot(site)
    const install = {
      Name: 'Test App',
      TransportAgentFactory: 'vendor.factory',
      AssemblyPath: 'C:\\Vendor\\Agent.dll',
    }
    await expectUndone('Install-TransportAgent', install)
    await done(run('Install-TransportAgent', install))
    await expectUndone('Set-TransportAgent', { Identity: 'Test App', Priority: 1 })
    await expectUndone('Uninstall-TransportAgent', { Identity: 'Test App', Confirm: absent })
    await expectUndone('Disable-TransportAgent', { Identity: 'Malware Agent', Confirm: absent })
    await done(run('Uninstall-TransportAgent', { Identity: 'Test App', Confirm: absent }))
    expect(await snapshot(site)).toEqual(before)
  })

  it('are undone', async () => {
    const text = { DsnCode: '5.7.9', Language: 'en', Internal: true, Text: 'No.' }
    await expectUndone('New-SystemMessage', text)
    await done(run('New-SystemMessage', text))
    await expectUndone('Set-SystemMessage', { Identity: 'En\\Internal\\5.7.9', Text: 'Not now.' })
    await expectUndone('Remove-SystemMessage', { Identity: 'En\\Internal\\5.7.9', Confirm: absent })
    expect(await errorOf('New-SystemMessage', { Language: 'en', Text: 'No.' })).toMatchObject({
      errorId: 'AmbiguousParameterSet',
    })
    const journal = { Name: 'All', JournalEmailAddress: 'journal@contoso.com', Enabled: true }
    await expectUndone('New-JournalRule', journal)
    await done(run('New-JournalRule', journal))
    await expectUndone('Remove-JournalRule', { Identity: 'All', Confirm: absent })
    await expectUndone('Disable-JournalRule', { Identity: 'All', Confirm: absent })
  })
})

describe('The message tracking log', () => {
  it('is empty, and takes dates as PowerShell does', async () => {
    expect(
      await output('Get-MessageTrackingLog', { Start: '03/13/2024 09:00:00', End: '03/15/2024 17:00:00' }),
    ).toEqual([])
    expect(await errorOf('Get-MessageTrackingLog', { Start: '3/15/2024', End: '3/13/2024' })).toMatchObject({
      target: 'Start',
    })
    expect(await errorOf('Get-MessageTrackingLog', { Start: 'soon' })).toMatchObject({
      errorId: 'ParameterArgumentTransformationError',
    })
  })
})

describe('A policy for telephones', () => {
  it('is the default in place of the former one, which the undo brings back', async () => {
    await expectUndone('New-MobileDeviceMailboxPolicy', { Name: 'Strict', IsDefault: true })
    await done(run('New-ActiveSyncMailboxPolicy', { Name: 'Strict', DevicePasswordEnabled: true }))
    expect(await output('Get-MobileDeviceMailboxPolicy', { Identity: 'Strict' })).toMatchObject([
      { PasswordEnabled: true, IsDefault: false, MaxPasswordFailedAttempts: 'Unlimited' },
    ])
    await expectUndone('Set-MobileDeviceMailboxPolicy', { Identity: 'Strict', IsDefault: true })
    expect(await errorOf('Remove-MobileDeviceMailboxPolicy', { Identity: 'Default' })).toMatchObject({
      errorId: 'DefaultPolicyCannotBeRemoved',
    })
  })
})
