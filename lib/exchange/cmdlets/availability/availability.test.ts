import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestSite } from '@/lib/server/test-site'
import { absent, command, type Value } from '@/lib/shell'
import { contoso, done, thereAndBack } from '../../contoso-for-tests'
import { exchangeServer } from '../../topology/exchange-server'

let site: TestSite
beforeAll(async () => {
  site = await contoso('2016')
  await site.inTransaction(async ({ store }) => {
    const first = await store.find(exchangeServer, 'EXCH01')
    if (!first) throw new Error('EXCH01 is missing')
    for (const name of ['EXCH02', 'EXCH03'])
      await store.insert(exchangeServer, name, {
        ...first.properties,
        fqdn: `${name.toLowerCase()}.contoso.local`,
      })
    await store.insert(exchangeServer, 'OLD', { ...first.properties, version: '2013' })
  })
})
afterAll(async () => site.close())

const database = 'Mailbox Database 01'
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

const member = (MailboxServer: string) => ({ Identity: 'DAG1', MailboxServer })
const copyOn = (server: string) => ({ Identity: `${database}\\${server}`, Confirm: absent })

async function preferences() {
  const copies = await output('Get-MailboxDatabaseCopyStatus', { Identity: database })
  return copies.map(({ MailboxServer }) => MailboxServer)
}

describe('A database availability group', () => {
  it('of 2016 has no administrative access point', async () => {
    const made = await run('New-DatabaseAvailabilityGroup', { Name: 'DAG1', WitnessServer: 'ESSENTIALS' })
    const { output: shown, warnings } = await done(Promise.resolve(made))
    expect(shown).toMatchObject([
      {
        DatabaseAvailabilityGroupIpAddresses: ['255.255.255.255'],
        WitnessDirectory: 'C:\\DAGFileShareWitnesses\\DAG1.contoso.local',
        ReplicationPort: 64327,
      },
    ])
    expect(warnings?.join(' ')).toMatch(/Exchange Trusted Subsystem .* ESSENTIALS.*domain controller/)
  })

  it('takes servers of one version, each in one group, and never its witness', async () => {
    await expectUndone('Add-DatabaseAvailabilityGroupServer', member('EXCH01'))
    await done(run('Add-DatabaseAvailabilityGroupServer', member('EXCH01')))
    expect(await errorOf('Add-DatabaseAvailabilityGroupServer', member('exch01'))).toMatchObject({
      errorId: 'ServerAlreadyInGroup',
    })
    expect(await errorOf('Add-DatabaseAvailabilityGroupServer', member('OLD'))).toMatchObject({
      errorId: 'ServerVersionMismatch',
    })
    const witness = { Identity: 'DAG1', WitnessServer: 'EXCH01' }
    expect(await errorOf('Set-DatabaseAvailabilityGroup', witness)).toMatchObject({
      errorId: 'WitnessServerIsMember',
    })
    await done(run('Add-DatabaseAvailabilityGroupServer', member('EXCH02')))
  })

  it('finds its network, and leaves it alone unless it is told to', async () => {
    expect(await output('Get-DatabaseAvailabilityGroupNetwork', { Identity: 'DAG1' })).toMatchObject([
      { Identity: 'DAG1\\MapiDagNetwork', Subnets: ['192.168.0.0/24'], ReplicationEnabled: true },
    ])
    const second = { Name: 'Second', DatabaseAvailabilityGroup: 'DAG1', Subnets: ['10.0.0.0/8'] }
    expect(await errorOf('New-DatabaseAvailabilityGroupNetwork', second)).toMatchObject({
      errorId: 'AutomaticNetworkConfiguration',
    })
    await done(
      run('Set-DatabaseAvailabilityGroup', { Identity: 'DAG1', ManualDagNetworkConfiguration: true }),
    )
    await expectUndone('New-DatabaseAvailabilityGroupNetwork', second)
  })

  it('keeps which members are in service in activation mode alone', async () => {
    expect(await errorOf('Stop-DatabaseAvailabilityGroup', member('EXCH02'))).toMatchObject({
      errorId: 'DatacenterActivationModeOff',
    })
    await done(
      run('Set-DatabaseAvailabilityGroup', { Identity: 'DAG1', DatacenterActivationMode: 'DagOnly' }),
    )
    await expectUndone('Stop-DatabaseAvailabilityGroup', { ...member('EXCH02'), Confirm: absent })
  })
})

describe('The copies of a database', () => {
  it('are on members of its group alone', async () => {
    const on = (MailboxServer: string) => ({ Identity: database, MailboxServer })
    expect(await errorOf('Add-MailboxDatabaseCopy', on('EXCH03'))).toMatchObject({
      errorId: 'ServerNotInSameGroup',
      target: 'MailboxServer',
    })
    await expectUndone('Add-MailboxDatabaseCopy', { ...on('EXCH02'), ActivationPreference: 1 })
    await done(run('Add-MailboxDatabaseCopy', on('EXCH02')))
    expect(await errorOf('Add-MailboxDatabaseCopy', on('EXCH02'))).toMatchObject({
      errorId: 'DatabaseCopyAlreadyExists',
    })
  })

  it('are preferred in an order without gaps', async () => {
    await done(run('Add-DatabaseAvailabilityGroupServer', member('EXCH03')))
    const third = { Identity: database, MailboxServer: 'EXCH03', ActivationPreference: 1 }
    await expectUndone('Add-MailboxDatabaseCopy', third)
    await done(run('Add-MailboxDatabaseCopy', third))
    expect(await preferences()).toEqual(['EXCH03', 'EXCH01', 'EXCH02'])
    await expectUndone('Set-MailboxDatabaseCopy', { ...copyOn('EXCH03'), ActivationPreference: 3 })
    await expectUndone('Remove-MailboxDatabaseCopy', copyOn('EXCH03'))
    const far = { ...copyOn('EXCH03'), ActivationPreference: 4 }
    expect(await errorOf('Set-MailboxDatabaseCopy', far)).toMatchObject({ target: 'ActivationPreference' })
  })

  it('lag 14 days at most', async () => {
    await expectUndone('Set-MailboxDatabaseCopy', { ...copyOn('EXCH02'), ReplayLagTime: '7.00:00:00' })
    const long = { ...copyOn('EXCH02'), ReplayLagTime: '15.00:00:00' }
    expect(await errorOf('Set-MailboxDatabaseCopy', long)).toMatchObject({ target: 'ReplayLagTime' })
  })

  it('are activated in their order, but for those that are suspended', async () => {
    await expectUndone('Suspend-MailboxDatabaseCopy', { ...copyOn('EXCH03'), SuspendComment: 'Disk' })
    await done(run('Suspend-MailboxDatabaseCopy', { ...copyOn('EXCH03'), ActivationOnly: true }))
    const [moved] = await output('Move-ActiveMailboxDatabase', { Identity: database })
    expect(moved).toMatchObject({ ActiveServerAtStart: 'EXCH01', ActiveServerAtEnd: 'EXCH02' })
    await done(run('Resume-MailboxDatabaseCopy', copyOn('EXCH03')))
    await expectUndone('Move-ActiveMailboxDatabase', { Identity: database, ActivateOnServer: 'EXCH03' })
    expect(await output('Get-MailboxDatabaseCopyStatus', { Server: 'EXCH02' })).toMatchObject([
      { Status: 'Mounted', ActiveCopy: true },
    ])
  })

  it('hold their server in the group, and the active one stays', async () => {
    expect(await errorOf('Remove-MailboxDatabaseCopy', copyOn('EXCH02'))).toMatchObject({
      errorId: 'ActiveCopyCannotBeRemoved',
    })
    expect(await errorOf('Remove-DatabaseAvailabilityGroupServer', member('EXCH03'))).toMatchObject({
      errorId: 'ServerHasReplicatedDatabases',
    })
    expect(await errorOf('Remove-DatabaseAvailabilityGroup', { Identity: 'DAG1' })).toMatchObject({
      errorId: 'AvailabilityGroupNotEmpty',
    })
  })
})
