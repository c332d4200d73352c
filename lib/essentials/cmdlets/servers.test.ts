import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { withoutStarts } from '@/lib/exchange/contoso-for-tests'
import { router } from '@/lib/network'
import { type TestSite, testSite } from '@/lib/server/test-site'
import { type Command, command, present, type Value } from '@/lib/shell'
import { contosoExample, siteParameters } from '../description'
import { installExchangeRunbook } from '../install-exchange'
import { joinServerRunbook, reservationRunbook, staticAddressRunbook } from '../server-runbooks'
import { server } from '../site'

let contoso: TestSite
beforeAll(async () => {
  contoso = await testSite()
})
afterAll(() => contoso.close())
beforeEach(async () => {
  await contoso.db.siteObject.deleteMany()
  await run('Set-SiteDescription', { ...siteParameters(contosoExample) })
})

const run = (name: string, args: Record<string, Value> = {}) => contoso.run(command(name, args))
const found = async (name: string) => (await contoso.site.store.find(server, name))?.properties

/** Runs commands one after the other; the errors of those that failed. */
async function all(commands: readonly Command[]): Promise<unknown[]> {
  const failures: unknown[] = []
  for (const one of commands) {
    const result = await contoso.run(one)
    if (!result.ok) failures.push(result.error)
  }
  return failures
}

/** Runs a command and then its undo: everything that the site keeps is as before. */
async function thereAndBack(name: string, args: Record<string, Value>): Promise<void> {
  const objects = async () =>
    (await contoso.db.siteObject.findMany({ orderBy: [{ class: 'asc' }, { nameKey: 'asc' }] })).map(
      ({ class: noun, name, properties }) => ({ noun, name, properties: withoutStarts(properties) }),
    )
  const before = await objects()
  const result = await run(name, args)
  expect(result).toMatchObject({ ok: true })
  expect(await objects()).not.toEqual(before)
  expect(await all((result.ok && result.value.undo) || [])).toEqual([])
  expect(await objects()).toEqual(before)
}

describe('Joining the second server', () => {
  test('fails while it asks the router for names, and says what to do', async () => {
    const result = await run('Add-Computer', { DomainName: 'contoso.local', ComputerName: 'EXCH01' })
    expect(result).toMatchObject({
      ok: false,
      error: {
        message: expect.stringContaining('either does not exist or could not be contacted'),
        recommendedAction: expect.stringContaining('Set-DnsClientServerAddress'),
      },
    })
  })
  test('fails while the DNS server is stopped', async () => {
    await run('Set-DnsClientServerAddress', { ServerAddresses: '192.168.0.1', CimSession: 'EXCH01' })
    await run('Stop-Service', { Name: 'DNS' })
    const result = await run('Add-Computer', { DomainName: 'contoso.local', ComputerName: 'EXCH01' })
    expect(result).toMatchObject({ ok: false, error: { recommendedAction: expect.stringContaining('DNS') } })
  })
  test('works by its runbook, and only once', async () => {
    expect(await all(joinServerRunbook(contosoExample).steps.map((step) => step.command))).toEqual([])
    expect(await found('EXCH01')).toMatchObject({
      joined: true,
      restartPending: false,
      dnsServer: '192.168.0.1',
    })
    const again = await run('Add-Computer', { DomainName: 'contoso.local', ComputerName: 'EXCH01' })
    expect(again).toMatchObject({ ok: false, error: { errorId: 'AddComputerToSameDomain' } })
  })
  test('can be taken back', async () => {
    await run('Set-DnsClientServerAddress', { ServerAddresses: '192.168.0.1', CimSession: 'EXCH01' })
    await thereAndBack('Add-Computer', { DomainName: 'contoso.local', ComputerName: 'EXCH01' })
  })
  test('the domain controller cannot leave its domain', async () => {
    expect(await run('Remove-Computer', { ComputerName: 'SRV01' })).toMatchObject({ ok: false })
  })
})

describe('A service', () => {
  test('is found by its name, its display name and a wildcard', async () => {
    for (const Name of ['tsgateway', 'Remote Desktop Gateway', 'TSG*'])
      expect(await run('Get-Service', { Name })).toMatchObject({
        value: { output: [{ Name: 'TSGateway', Status: 'Running', MachineName: 'SRV01' }] },
      })
  })
  test('that does not exist is refused in the words of Windows', async () => {
    expect(await run('Start-Service', { Name: 'TSGatway' })).toMatchObject({
      ok: false,
      error: {
        message: "Cannot find any service with service name 'TSGatway'.",
        errorId: 'NoServiceFoundForGivenName',
        target: 'Name',
      },
    })
    expect(await run('Get-Service', { Name: 'x*' })).toMatchObject({ value: { output: [] } })
  })
  test('of the other server is reached by the name of the computer, also in full', async () => {
    await run('Set-Service', { Name: 'W32Time', ComputerName: 'exch01.contoso.local', Status: 'Stopped' })
    expect((await found('EXCH01'))?.services.W32Time?.state).toBe('Stopped')
  })
  test('that is stopped can be taken back', () =>
    thereAndBack('Stop-Service', { Name: ['TSGateway', 'DNS'] }))
  test('runs again after a restart of its computer', async () => {
    await run('Stop-Service', { Name: 'TSGateway' })
    await run('Restart-Computer', { Force: present })
    expect((await found('SRV01'))?.services.TSGateway?.state).toBe('Running')
  })
  test('of an unknown computer is refused, naming the servers', async () => {
    expect(await run('Get-Service', { ComputerName: 'NOWHERE' })).toMatchObject({
      error: { target: 'ComputerName', recommendedAction: 'The servers are SRV01 and EXCH01.' },
    })
  })
})

describe('Windows features', () => {
  test('are installed by name, ask for a restart, and can be taken back', async () => {
    const args = { Name: ['rsat-adds', 'Web-Server'], ComputerName: 'EXCH01', Restart: present }
    await thereAndBack('Install-WindowsFeature', args)
    const result = await run('Install-WindowsFeature', { Name: 'RSAT-ADDS', ComputerName: 'EXCH01' })
    expect(result).toMatchObject({ value: { output: [{ ExitCode: 'SuccessRestartRequired' }] } })
    expect(await found('EXCH01')).toMatchObject({ features: ['RSAT-ADDS'], restartPending: true })
    await run('Restart-Computer', { ComputerName: 'EXCH01' })
    expect(await found('EXCH01')).toMatchObject({ restartPending: false })
  })
  test('that are there already change nothing', async () => {
    await run('Add-WindowsFeature', { Name: 'RSAT-ADDS', ComputerName: 'EXCH01', Restart: present })
    expect(await run('Add-WindowsFeature', { Name: 'RSAT-ADDS', ComputerName: 'EXCH01' })).toMatchObject({
      value: { output: [{ ExitCode: 'NoChangeNeeded' }], undo: [] },
    })
    expect(await found('EXCH01')).toMatchObject({ restartPending: false })
  })
  test('of another Windows are refused: NET-Framework is a name of 2008 R2', async () => {
    const result = await run('Add-WindowsFeature', { Name: 'NET-Framework', ComputerName: 'EXCH01' })
    expect(result).toMatchObject({ error: { errorId: 'NameDoesNotExist', target: 'Name' } })
  })
  test('of every Exchange are installed by its runbook', async () => {
    const { steps } = installExchangeRunbook({
      description: contosoExample,
      version: '2013',
      managementTools: true,
    })
    const [first] = steps
    expect(await all(first ? [first.command] : [])).toEqual([])
  })
})

describe('The address of a server', () => {
  test('becomes static by its runbook, and the description follows', async () => {
    const { steps } = staticAddressRunbook(contosoExample, 'exchange', '192.168.0.5')
    expect(await all(steps.map((step) => step.command))).toEqual([])
    expect(await found('EXCH01')).toMatchObject({
      address: '192.168.0.5',
      addressing: 'static',
      dnsServer: '192.168.0.1',
    })
  })
  test('that is static can be taken back', () =>
    thereAndBack('New-NetIPAddress', { IPAddress: '192.168.0.7', CimSession: 'EXCH01' }))
  test('inside the DHCP range warns, and belonging to the other server is refused', async () => {
    expect(await run('New-NetIPAddress', { IPAddress: '192.168.0.120', CimSession: 'EXCH01' })).toMatchObject(
      {
        value: { warnings: [expect.stringContaining('DHCP range')] },
      },
    )
    expect(await run('New-NetIPAddress', { IPAddress: '192.168.0.1', CimSession: 'EXCH01' })).toMatchObject({
      error: { errorId: 'AddressInUse', target: 'IPAddress' },
    })
  })
  test('is reserved by its runbook, also inside the DHCP range', async () => {
    const { steps } = reservationRunbook(contosoExample, 'exchange', '192.168.0.120')
    expect(await all(steps.map((step) => step.command))).toEqual([])
    expect(await found('EXCH01')).toMatchObject({ address: '192.168.0.120', addressing: 'reserved' })
    const [table] = await contoso.site.store.list(router)
    expect(table?.properties.reservations).toEqual([{ computer: 'EXCH01', address: '192.168.0.120' }])
  })
  test('that is reserved can be taken back', () =>
    thereAndBack('Add-DhcpServerv4Reservation', { IPAddress: '192.168.0.120', Name: 'EXCH01' }))
  test('cannot be reserved when it is the other server’s', async () => {
    expect(
      await run('Add-DhcpServerv4Reservation', { IPAddress: '192.168.0.1', Name: 'EXCH01' }),
    ).toMatchObject({
      error: { errorId: 'ReservationExists' },
    })
  })
})

test('Start-Sleep moves the clock of the site', async () => {
  const before = contoso.site.clock.now().getTime()
  await run('Start-Sleep', { Seconds: 172_800 })
  const result = await run('Get-Date')
  const [date] = (result.ok && result.value.output) || []
  expect(new Date((date as { DateTime: string }).DateTime).getTime() - before).toBeGreaterThan(172_799_000)
  expect(await run('Start-Sleep', { Seconds: -1 })).toMatchObject({ ok: false })
})
