import { afterEach, describe, expect, it } from 'vitest'
import { setupTasks } from '@/lib/checklists'
import { issued } from '@/lib/drills/faults/proxy-certificate'
import { contosoExample, joinServerRunbook, type SiteDescription, siteParameters } from '@/lib/essentials'
import { exchangeCertificate } from '@/lib/exchange'
import { createPfx } from '@/lib/network'
import { printRunbook } from '@/lib/runbooks/runbook'
import { command, printCommand, secure } from '@/lib/shell'
import type { Question } from '@/lib/shell/language'
import { withSuggestions } from '@/lib/wizards'
import { integrate } from '@/lib/wizards/integrate'
import { database } from './db'
import { integrateFacts } from './facts/integrate'
import { testShell } from './test-shell'
import { type TestSite, testSite } from './test-site'
import {
  exchangeArticles,
  integrationGuide,
  networkScript,
  ownScripts,
  type Scripts,
  scriptsOfTheGuide,
} from './testing/guide/documents'

const password = 'Winter-2026!'
const description: SiteDescription = {
  ...contosoExample,
  exchange: { ...contosoExample.exchange, windows: '2008 R2' },
}

/** What the administrator types when the scripts ask. */
const typed: Readonly<Record<string, string>> = {
  CertPath: 'c:\\certificates\\ExchangeCertificate.pfx',
  DomainName: 'contoso.com',
  ServerIpAddress: '192.168.0.2',
  InternalIpRange: '192.168.0.0-192.168.0.255',
}

function type(question: Question): string | null {
  if (question.kind === 'secret') return password
  return (question.kind === 'text' && question.parameter && typed[question.parameter]) || null
}

let site: TestSite
afterEach(async () => {
  await database().$disconnect()
  delete (globalThis as { essentialsDb?: unknown }).essentialsDb
  await site.close()
})

async function buy(path: string, name: string): Promise<void> {
  await site.inTransaction(async (inside) => {
    const file = await createPfx({ ...(await issued(inside, [name], -1, 198)), password })
    if (!file.ok) throw new Error(file.error.message)
    await inside.drive.write(path, file.value)
  })
}

/** A site that is described and joined, as the guide asks for before its scripts, and a shell on it. */
async function begun() {
  site = await testSite('admin', 1000)
  process.env.DATABASE_URL = site.url
  const shell = await testShell(type)
  const run = async (source: string) => {
    const ran = await shell.run(source)
    expect(ran.map(({ told }) => told).filter((told) => told !== '')).toEqual([])
    return ran.flatMap(({ objects }) => objects)
  }
  const describe = command('Set-SiteDescription', {
    ...siteParameters(description),
    PublicAddresses: [...description.publicAddresses],
  })
  await run(printCommand(describe))
  await run(printRunbook(joinServerRunbook(description)))
  return { shell, run }
}

/** The guide's chapter "To use scripts to set up Exchange Server", line by line. */
async function setUp({ install, configure }: Scripts) {
  const { shell, run } = await begun()
  const write = (path: string, text: string) => site.site.drive.write(path, Buffer.from(text))
  await write('C:\\Scripts\\InstallDependencies.ps1', install)
  await write('C:\\Scripts\\Mended.ps1', install.replace(/ {2}Restart\s*$/, ' -Restart'))
  await write('C:\\Scripts\\ConfigureExchange.ps1', configure)
  await buy('C:\\Certificates\\ExchangeCertificate.pfx', 'mail.contoso.com')
  await run('Add-ADGroupMember "Enterprise Admins" $env:username')
  await run('Set-ExecutionPolicy RemoteSigned; Set-Location C:\\Scripts')
  const asTheyStand = await shell.run('.\\InstallDependencies.ps1')
  await run('.\\Mended.ps1')
  await run('E:\\setup.com /mode:install /roles:mb,ht,ca /OrganizationName:"First Organization"')
  await run('Restart-Computer EXCH01 -Force -Wait')
  await run('.\\ConfigureExchange.ps1')
  return { shell, run, asTheyStand }
}

async function integrationNow() {
  const facts = await integrateFacts(site.site)
  const answers = withSuggestions(integrate, facts, { certificate: 'keep' })
  return { facts, runbook: integrate.compile(facts, answers, (_, prompt) => secure(prompt, '')) }
}

const guide = scriptsOfTheGuide()
const editions: readonly (readonly [string, Scripts | null])[] = [
  ['scripts like those of the guide', ownScripts],
  ['the scripts of the guide itself, untouched', guide],
]

if (!guide) console.warn('The guide is not at hand: only scripts like its own are run.')

describe.each(editions)('%s', (_, scripts) => {
  it.skipIf(!scripts)(
    'set Exchange 2010 up on a bare site, and leave the integration only what the guide leaves out',
    async () => {
      const { shell, run, asTheyStand } = await setUp(scripts as Scripts)
      expect(asTheyStand.map(({ told }) => told).join('\n')).toMatch(
        /A positional parameter cannot be found that accepts argument 'Restart'\.[\s\S]*PositionalParameterNotFound,Add-WindowsFeature/,
      )
      expect(shell.asked.map((one) => 'parameter' in one && one.parameter)).toEqual([
        'CertPath',
        'CertPassword',
        'DomainName',
        'ServerIpAddress',
        'InternalIpRange',
      ])
      const { facts, runbook } = await integrationNow()
      expect(facts.checks.filter(({ state }) => state !== 'pass')).toEqual([])
      expect(facts.certificates.find(({ inService }) => inService)?.names).toEqual(['mail.contoso.com'])
      expect(runbook.steps.map((step) => step.command.name)).toEqual([
        'Set-ClientAccessServer',
        'Enable-ExchangeIntegration',
      ])
      await run(printRunbook(runbook))
      expect((await integrationNow()).runbook.steps).toEqual([])
    },
    60_000,
  )
})

it('What the guide has one click through can be typed, too, and then every task of Home > Setup is done', async () => {
  const { run } = await setUp(ownScripts)
  await buy('C:\\Certificates\\remote.pfx', 'remote.contoso.com')
  await run(printRunbook((await integrationNow()).runbook))
  await run(networkScript)
  const tasks = await setupTasks(site.site, await site.site.store.users.count({}))
  const states = await Promise.all(tasks.map(async ({ id, progress }) => [id, (await progress).state]))
  expect(states.filter(([, state]) => state !== 'done')).toEqual([])
  const frank = await site.site.store.users.find('FrankM')
  expect(frank?.mailbox?.addresses).toContainEqual({ address: 'FrankM@contoso.com', primary: true })
}, 60_000)

/** Every command line of the two documents beside the scripts, and what comes of it. */
const lines: readonly (readonly [line: string, error: string | null, stands?: string])[] = [
  ['Add-ADGroupMember "Enterprise Admins" $env:username', null],
  ['Set-ExecutionPolicy RemoteSigned', null],
  [
    'New-ExchangeCertificate -GenerateRequest -SubjectName "C=US, S=Washington, L=Redmond, O=contoso, OU=contoso, CN=mail.contoso.com" -DomainName mail.contoso.com -PrivateKeyExportable $true | Set-Content -path "c:\\Docs\\MyCertRequest.req"',
    null,
  ],
  [
    'ARRConfig config  -cert c:\\certificates\\ExchangeCertificate.pfx -hostnames mail.contoso.com',
    null,
    '`ARRConfig config  -cert` _c:\\temp\\certificate.pfx_ `-hostnames` _mail.contoso.com_',
  ],
  [
    'ARRConfig config  -cert c:\\certificates\\ExchangeCertificate.pfx -hostnames mail.contoso.com -targetserver EXCH01',
    null,
    '`ARRConfig config  -cert` _c:\\temp\\certificate.pfx_ `-hostnames` _mail.contoso.com_ `-targetserver` _ExchangeSvr_',
  ],
  ['Update-OfflineAddressBook -Identity MyOAB', null],
  ['Restart-Service MSExchangeTransport', null],
  ['Get-Queue', null],
  [
    'Get-TransportServer | Get-Queue',
    null,
    'combine the Get-TransportServer cmdlet with the Get-Queue cmdlet',
  ],
  ['Get-Message -Queue “<<server>>435” | Remove-Message -Confirm:$false', null],
  ['Set-TransportServer EXCH01 –IntraOrgConnectorProtocolLoggingLevel Verbose', null],
  ['Import-Module ServerManager Add-WindowsFeature RSAT-ADDS', 'PositionalParameterNotFound,Import-Module'],
  ['Install-WindowsFeature RSAT-ADDS', null],
]

it('Every other command line of the documents runs as it stands, or says PowerShell’s own error', async () => {
  const { shell, run } = await setUp(ownScripts)
  await run("New-OfflineAddressBook MyOAB -AddressLists 'Default Global Address List'")
  await run('Install-ApplicationRequestRouting -UrlRewrite $true')
  const results: (readonly [string, string | null])[] = []
  for (const [line] of lines) {
    const ran = await shell.run(line)
    const failed = ran.flatMap(({ errors }) => errors.map((one) => one.fullyQualifiedErrorId))
    results.push([line, failed[0] ?? null])
  }
  expect(results).toEqual(lines.map(([line, error]) => [line, error]))
  const request = Buffer.from((await site.site.drive.read('C:\\Docs\\MyCertRequest.req')) ?? []).toString()
  expect(request).toMatch(/^-----BEGIN NEW CERTIFICATE REQUEST-----/)
  expect(
    (await site.site.store.list(exchangeCertificate)).some(
      ({ properties }) => properties.status === 'PendingRequest',
    ),
  ).toBe(true)
  const [server] = await run('(Get-TransportServer EXCH01).IntraOrgConnectorProtocolLoggingLevel')
  expect(String(server)).toBe('Verbose')
}, 60_000)

it('Active Directory is prepared for Exchange 2013 by the two lines of the article, one after the other', async () => {
  const { run } = await begun()
  await run('Add-ADGroupMember "Enterprise Admins" $env:username')
  const first =
    'setup /PrepareAD /OrganizationName: "your organization name" /IAcceptExchangeServerLicenseTerms'
  await run(first)
  await run('setup /PrepareAD /IAcceptExchangeServerLicenseTerms')
  const kept = await site.db.siteObject.findFirst({ where: { class: 'ExchangeOrganization' } })
  expect(kept?.name).toBe('your organization name')
  if (exchangeArticles) expect(exchangeArticles).toContain(first)
})

it.skipIf(!integrationGuide || !exchangeArticles)('These lines stand in the documents', async () => {
  site = await testSite()
  process.env.DATABASE_URL = site.url
  const both = `${integrationGuide}\n${exchangeArticles}`
  expect(lines.filter(([line, , stands = line]) => !both.includes(stands)).map(([line]) => line)).toEqual([])
})
