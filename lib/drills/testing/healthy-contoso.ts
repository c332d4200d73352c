import { expectedForwards } from '@/lib/checklists'
import {
  contosoExample,
  installExchangeRunbook,
  joinServerRunbook,
  type SiteDescription,
  siteParameters,
} from '@/lib/essentials'
import { createPfx, exchangeHostNames, expectedRecords } from '@/lib/network'
import { integrateFacts } from '@/lib/server/facts/integrate'
import { addUserFacts } from '@/lib/server/facts/users'
import { type TestSite, testSite } from '@/lib/server/test-site'
import { vault } from '@/lib/server/vault'
import { type Command, command, type Outcome, printCommand, secure } from '@/lib/shell'
import { withSuggestions } from '@/lib/wizards'
import { addUser } from '@/lib/wizards/add-user'
import { integrate } from '@/lib/wizards/integrate'
import { issued } from '../faults/proxy-certificate'

const password = 'Winter-2026!'
const sealed = (_: string, prompt: string) => secure(prompt, vault.seal(password))
const remotePfx = 'C:\\Certificates\\remote.pfx'
const pfx = 'C:\\Certificates\\mail.pfx'

interface Steps {
  readonly steps: readonly { readonly command: Command }[]
}

const commandsOf = ({ steps }: Steps) => steps.map((step) => step.command)

/** Where commands run: a test's site, or a dashboard's own. */
type Place = Pick<TestSite, 'site' | 'run' | 'inTransaction'>

/** Runs commands one after the other; ends the test at the first that is refused. */
export async function runAll(site: Place, commands: readonly Command[]): Promise<readonly Outcome[]> {
  const done: Outcome[] = []
  for (const one of commands) {
    const result = await site.run(one)
    if (!result.ok) throw new Error(`${printCommand(one)}\n${result.error.errorId}: ${result.error.message}`)
    done.push(result.value)
  }
  return done
}

function records(description: SiteDescription): readonly Command[] {
  const Zone = description.internetDomain
  const [address = ''] = description.publicAddresses
  return [
    ...expectedRecords(description).map(({ name, type, data }) =>
      command('Add-ProviderDnsRecord', { Zone, Name: name, Type: type, Data: data }),
    ),
    command('Add-ProviderDnsRecord', { Zone, Name: 'remote', Type: 'A', Data: address }),
    command('Add-ProviderDnsRecord', { Zone, Name: 'www', Type: 'A', Data: '198.51.100.81' }),
    command('Add-ProviderDnsRecord', {
      Zone,
      Name: '_dmarc',
      Type: 'TXT',
      Data: `v=DMARC1; p=none; rua=mailto:postmaster@${Zone}`,
    }),
  ]
}

function router(description: SiteDescription): readonly Command[] {
  const { exchange, essentials } = description
  return [
    ...expectedForwards(description).map(({ port, address }) =>
      command('Add-RouterForward', { Port: port, Address: address }),
    ),
    command('Set-Router', { ReverseName: exchange.internetName }),
    ...[essentials, exchange].map(({ name, address }) =>
      command('New-NetIPAddress', { IPAddress: address, PrefixLength: 24, CimSession: name }),
    ),
  ]
}

function splitDns({ exchange }: SiteDescription): readonly Command[] {
  return [
    command('Add-DnsServerPrimaryZone', { Name: exchange.internetName, ReplicationScope: 'Domain' }),
    command('Add-DnsServerResourceRecordA', {
      ZoneName: exchange.internetName,
      Name: '@',
      IPv4Address: exchange.address,
    }),
  ]
}

function proxy(description: SiteDescription): readonly Command[] {
  return [
    command('Install-ApplicationRequestRouting', { UrlRewrite: true }),
    command('Restart-Service', { Name: 'TSGateway' }),
    command('Install-ApplicationRequestRoutingUpdate', { Id: 'KB2732764' }),
    command(
      'ARRConfig',
      { cert: pfx, hostnames: exchangeHostNames(description).join(','), password: sealed('', 'PFX') },
      ['config'],
    ),
  ]
}

async function integration(site: Place, answers: Record<string, string | boolean>) {
  const facts = await integrateFacts(site.site)
  const runbook = integrate.compile(facts, withSuggestions(integrate, facts, answers), sealed)
  await runAll(site, commandsOf(runbook))
}

/** Certificates that the simulated Internet trusts, bought as PFX files: for Exchange, and for Remote Web Access. */
async function certificates(site: Place, description: SiteDescription): Promise<void> {
  const buy = async (path: string, names: readonly string[]) =>
    site.inTransaction(async (inner) => {
      const file = await createPfx({ ...(await issued(inner, names, -1, 198)), password })
      if (!file.ok) throw new Error(file.error.message)
      await inner.drive.write(path, file.value)
    })
  const remote = description.essentials.internetName
  await buy(remotePfx, [remote])
  await buy(pfx, exchangeHostNames(description))
  await integration(site, { certificate: 'pfx', pfxPath: pfx, pfxPassword: password })
  await runAll(site, [
    command('Set-WssDomainNameConfiguration', {
      DomainName: remote,
      CertificatePath: remotePfx,
      CertificateFilePassword: sealed('', 'PFX'),
    }),
  ])
}

async function frank(site: Place): Promise<void> {
  const facts = await addUserFacts(site.site)
  const typed = { firstName: 'Frank', lastName: 'Miller', password, confirmation: password }
  await runAll(site, commandsOf(addUser.compile(facts, withSuggestions(addUser, facts, typed), sealed)))
}

/** Does on the Contoso example, once Exchange is installed, everything else that the guide asks for. */
export async function makeHealthy(site: Place, description: SiteDescription = contosoExample): Promise<void> {
  await runAll(site, [...records(description), ...router(description), ...splitDns(description)])
  await certificates(site, description)
  await runAll(site, proxy(description))
  await frank(site)
}

/** Contoso with everything that the guide asks for, made by commands alone: all checks are green. */
export async function healthyContoso(description: SiteDescription = contosoExample): Promise<TestSite> {
  // All checks are asked at once: many TLS handshakes, also on a computer that is busy.
  const site = await testSite('admin', 1000)
  await runAll(site, [
    command('Set-SiteDescription', {
      ...siteParameters(description),
      PublicAddresses: [...description.publicAddresses],
    }),
    ...commandsOf(joinServerRunbook(description)),
    ...commandsOf(
      installExchangeRunbook({ description, version: '2013', managementTools: true, administrator: 'admin' }),
    ),
  ])
  await makeHealthy(site, description)
  return site
}
