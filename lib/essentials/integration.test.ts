import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  type ExchangeCertificate,
  type ExchangeServer,
  exchangeCertificate,
  exchangeServer,
} from '@/lib/exchange'
import { zone, zoneName } from '@/lib/network'
import { type TestSite, testSite } from '@/lib/server/test-site'
import { command, type Value } from '@/lib/shell'
import { siteAlerts } from './alerts'
import { contosoExample, siteParameters } from './description'
import { integrationPrerequisites } from './prerequisites'
import { integration, server } from './site'

let contoso: TestSite
beforeAll(async () => {
  contoso = await testSite()
})
afterAll(() => contoso.close())
beforeEach(async () => {
  await contoso.db.siteObject.deleteMany()
  await run('Set-SiteDescription', { ...siteParameters(contosoExample), ExchangeJoined: true })
})

const run = (name: string, args: Record<string, Value> = {}) => contoso.run(command(name, args))

const exchange2013: ExchangeServer = {
  version: '2013',
  build: '15.0.1497.2',
  roles: ['Mailbox', 'ClientAccess'],
  managementTools: true,
  edition: 'StandardEvaluation',
  fqdn: 'EXCH01.contoso.local',
}

/** As Setup leaves the second server, without what Setup takes its time for. */
async function installExchange(change: Partial<ExchangeServer> = {}, on = 'EXCH01'): Promise<void> {
  await contoso.inTransaction(async ({ store }) => {
    await store.insert(exchangeServer, on, { ...exchange2013, ...change })
    const kept = await store.find(server, on)
    if (!kept) return
    const running = (displayName: string) => ({ displayName, state: 'Running' as const })
    await store.update(server, kept, {
      services: {
        ...kept.properties.services,
        W3SVC: running('World Wide Web Publishing Service'),
        MSExchangeADTopology: running('Microsoft Exchange Active Directory Topology'),
        MSExchangeTransport: running('Microsoft Exchange Transport'),
        MSExchangePOP3: { displayName: 'Microsoft Exchange POP3', state: 'Stopped' },
      },
    })
  })
}

async function failing(): Promise<string[]> {
  const checks = await integrationPrerequisites(contoso.site)
  return checks.filter(({ state }) => state === 'fail').map(({ id }) => id)
}

/** Runs the repairs of everything that fails; what still fails afterwards. */
async function mended(): Promise<string[]> {
  for (const { state, repair = [] } of await integrationPrerequisites(contoso.site))
    if (state === 'fail') for (const one of repair) expect(await contoso.run(one)).toMatchObject({ ok: true })
  return failing()
}

async function integrate(): Promise<void> {
  await installExchange()
  await run('Add-ADGroupMember', { Identity: 'Enterprise Admins', Members: 'admin' })
  expect(await run('Enable-ExchangeIntegration')).toMatchObject({ ok: true })
}

const titles = async () =>
  (await siteAlerts(contoso.site)).map(({ severity, title }) => `${severity}: ${title}`)

describe('Before integration', () => {
  test('a new site lacks Exchange, and the caller is not in Enterprise Admins', async () => {
    await run('Set-SiteDescription', { ExchangeJoined: false })
    expect(await failing()).toEqual(['joined', 'enterprise-admins', 'exchange'])
  })
  test('a server that is not joined, and a group without the caller, are mended by their commands', async () => {
    await installExchange()
    await run('Set-SiteDescription', { ExchangeJoined: false })
    expect(await failing()).toEqual(['joined', 'enterprise-admins'])
    expect(await mended()).toEqual([])
  })
  test('the Management Tools have to be there', async () => {
    await installExchange({ managementTools: false })
    const check = (await integrationPrerequisites(contoso.site)).find(({ id }) => id === 'management-tools')
    expect(check).toMatchObject({ state: 'fail', repair: [{ name: expect.stringContaining('setup.exe') }] })
  })
  test('Exchange 2010 on Windows Server 2012 R2 is refused, with the reason', async () => {
    await installExchange({ version: '2010' })
    const check = (await integrationPrerequisites(contoso.site)).find(({ id }) => id === 'version')
    expect(check).toMatchObject({
      state: 'fail',
      reason: expect.stringContaining('cannot be installed on Windows Server 2012 R2'),
    })
  })
  test('Exchange 2010 needs Service Pack 1', async () => {
    await run('Set-SiteDescription', { ExchangeWindows: '2008 R2' })
    await installExchange({ version: '2010', build: '14.0.639.21' })
    expect(await failing()).toContain('version')
    await contoso.inTransaction(async ({ store }) => {
      const kept = await store.find(exchangeServer, 'EXCH01')
      if (kept) await store.update(exchangeServer, kept, { build: '14.1.218.15' })
    })
    expect(await failing()).not.toContain('version')
  })
  test('Exchange on the Essentials server is refused', async () => {
    await installExchange({}, 'SRV01')
    expect(await failing()).toContain('separate-server')
  })
  test('a domain that nobody registered is mended', async () => {
    await installExchange()
    await contoso.inTransaction(async ({ store }) => {
      const kept = await store.find(zone, zoneName('internet', 'contoso.com'))
      if (kept) await store.remove(zone, kept)
    })
    expect(await failing()).toContain('internet-domain')
    expect(await mended()).toEqual([])
  })
  test('the old Exchange of a migration has to be uninstalled', async () => {
    await installExchange()
    await run('Set-SiteDescription', { Scenario: 'migration' })
    expect(await failing()).toContain('source-exchange')
    expect(await mended()).toEqual([])
  })
  test('a restart that is due warns, and does not stop it', async () => {
    await installExchange()
    await run('Install-WindowsFeature', { Name: 'Telnet-Client', ComputerName: 'EXCH01' })
    const check = (await integrationPrerequisites(contoso.site)).find(({ id }) => id === 'restart')
    expect(check).toMatchObject({ state: 'warn', repair: [{ name: 'Restart-Computer' }] })
  })
})

describe('Enable-ExchangeIntegration', () => {
  test('says everything that is missing', async () => {
    const result = await run('Enable-ExchangeIntegration')
    expect(result).toMatchObject({ ok: false, error: { errorId: 'PrerequisitesNotMet' } })
    expect(!result.ok && result.error.message).toMatch(/Enterprise Admins.*No Exchange server was found/)
  })
  test('finds the server, and Disable-ExchangeIntegration takes it back and touches nothing else', async () => {
    await integrate()
    const kept = async () => (await contoso.site.store.find(integration, 'Exchange'))?.properties
    expect(await kept()).toMatchObject({ enabled: true, server: 'EXCH01' })
    const others = () =>
      contoso.db.siteObject.findMany({ where: { class: { not: 'Integration' } }, orderBy: { id: 'asc' } })
    const before = await others()
    expect(await run('Disable-ExchangeIntegration')).toMatchObject({ ok: true })
    expect(await kept()).toMatchObject({ enabled: false })
    expect(await others()).toEqual(before)
  })
  test('run twice warns and changes nothing', async () => {
    await integrate()
    expect(await run('Enable-ExchangeIntegration')).toMatchObject({
      value: { warnings: [expect.any(String)], undo: [] },
    })
  })
})

describe('An alert', () => {
  test('is not there when all is well; POP3 may stay stopped', async () => {
    await integrate()
    expect(await titles()).toEqual([])
  })
  test('about a stopped service goes when its command has run', async () => {
    await run('Stop-Service', { Name: 'TSGateway' })
    const [alert] = await siteAlerts(contoso.site)
    expect(alert).toMatchObject({
      severity: 'warning',
      title: 'Remote Desktop Gateway is not running on SRV01',
      repair: { command: { name: 'Start-Service', arguments: { Name: 'TSGateway' } } },
    })
    if (alert?.repair) await contoso.run(alert.repair.command)
    expect(await titles()).toEqual([])
  })
  test('about Exchange depends on integration, and one restart mends several services', async () => {
    await integrate()
    for (const Name of ['MSExchangeADTopology', 'W3SVC', 'MSExchangeTransport'])
      await run('Set-Service', { Name, ComputerName: 'EXCH01', Status: 'Stopped' })
    expect(await titles()).toEqual([
      'critical: Cannot connect to Exchange Server',
      'warning: Microsoft Exchange Server has a problem',
    ])
    const [first] = await siteAlerts(contoso.site)
    await run('Disable-ExchangeIntegration')
    expect(await titles()).toHaveLength(3)
    if (first?.repair) expect(await contoso.run(first.repair.command)).toMatchObject({ ok: true })
    expect(await titles()).toEqual([])
  })
  test('says that the Exchange server left the domain', async () => {
    await integrate()
    await run('Remove-Computer', { ComputerName: 'EXCH01' })
    expect(await titles()).toEqual([
      'critical: Cannot connect to Exchange Server',
      'warning: EXCH01 has to be restarted',
    ])
  })
  test('says when a certificate expires, by the clock of the site', async () => {
    const end = (days: number) =>
      new Date(contoso.site.clock.now().getTime() + days * 86_400_000 + 60_000).toISOString()
    const factsUntil = (notAfter: string, domain: string) => ({
      subject: `CN=${domain}`,
      issuer: `CN=${domain}`,
      commonName: domain,
      names: [domain],
      namesFrom: 'subjectAltName' as const,
      thumbprint: '',
      serialNumber: '1',
      notBefore: '2026-01-01T00:00:00.000Z',
      notAfter,
      keyAlgorithm: 'RSA 2048',
      signatureAlgorithm: 'sha256RSA',
      selfSigned: true,
      hasPrivateKey: true,
    })
    const certificate = (
      notAfter: string | null,
      services: readonly 'IIS'[],
      domain: string,
    ): ExchangeCertificate => ({
      server: 'EXCH01',
      friendlyName: '',
      subject: `CN=${domain}`,
      certificateDomains: [domain],
      facts: notAfter === null ? null : factsUntil(notAfter, domain),
      status: notAfter === null ? 'PendingRequest' : 'Valid',
      services,
      internalTransport: false,
      privateKeyExportable: true,
      certificatePem: null,
      chainPem: [],
      requestPem: null,
      privateKey: '',
    })
    await contoso.inTransaction(async ({ store }) => {
      await store.insert(exchangeCertificate, 'A1', certificate(end(12), ['IIS'], 'mail.contoso.com'))
      await store.insert(exchangeCertificate, 'A2', certificate(end(-3), ['IIS'], 'old.contoso.com'))
      await store.insert(exchangeCertificate, 'A3', certificate(end(90), ['IIS'], 'new.contoso.com'))
      await store.insert(exchangeCertificate, 'A4', certificate(end(-3), [], 'unused.contoso.com'))
      await store.insert(exchangeCertificate, 'A5', certificate(null, [], 'asked.contoso.com'))
    })
    expect(await titles()).toEqual([
      'critical: The certificate of old.contoso.com has expired',
      'warning: The certificate of mail.contoso.com expires in 12 days',
    ])
  })
  test('is raised by numbers only when they are given', async () => {
    const alerts = await siteAlerts(contoso.site, { users: 512, mailboxesFull: 1, mailboxesNearlyFull: 3 })
    expect(alerts.map(({ title }) => title)).toEqual([
      'One mailbox reached the quota',
      '3 mailboxes are nearly full',
      'More user accounts than Windows Server Essentials is licensed for',
    ])
  })
})
