import { type ExchangeServer, exchangeServer, type Site, type Stored } from '@/lib/exchange'
import { zone, zoneName } from '@/lib/network'
import { type Command, command } from '@/lib/shell'
import { enterpriseAdmins, isMember, isSame } from './ad-groups'
import { exchangeVersionTitles, suggestedVersion, whyNotInstallable } from './exchange-support'
import { essentialsServer, findDescription, memberServer } from './find-server'
import { installExchangeRunbook, managementToolsCommand } from './install-exchange'
import { joinServerRunbook, type Procedure, restartStep } from './server-runbooks'
import { type Server, type SiteDescription, server, sourceServer } from './site'

/** One thing that has to be so before the dashboard can work with Exchange. */
export interface Prerequisite {
  readonly id: string
  readonly state: 'pass' | 'warn' | 'fail'
  readonly title: string
  /** Why it is not so, or what was found. */
  readonly reason?: string
  /** The commands that mend it on the site; absent when no command can. */
  readonly repair?: readonly Command[]
  /** What the button that runs them says. */
  readonly repairLabel?: string
}

/** What the checks look at, read once. */
interface Facts {
  readonly description: SiteDescription
  readonly servers: readonly Stored<Server>[]
  readonly exchange: Stored<ExchangeServer> | null
  readonly caller: string
}

function commandsOf({ steps }: Procedure): readonly Command[] {
  return steps.map(({ command }) => command)
}

function pass(id: string, title: string, reason?: string): Prerequisite {
  return { id, state: 'pass', title, ...(reason ? { reason } : {}) }
}

function fail(
  id: string,
  title: string,
  reason: string,
  repairLabel?: string,
  repair?: readonly Command[],
): Prerequisite {
  return { id, state: 'fail', title, reason, ...(repair ? { repairLabel, repair } : {}) }
}

function joined({ description, servers }: Facts): Prerequisite {
  const { name } = description.exchange
  const title = `${name} is joined to the domain ${description.localDomain}`
  return memberServer(servers)?.properties.joined
    ? pass('joined', title)
    : fail(
        'joined',
        title,
        'Exchange Server can be installed only on a member of the Windows Server Essentials domain.',
        `Join ${name} to the domain`,
        commandsOf(joinServerRunbook(description)),
      )
}

async function inEnterpriseAdmins({ caller }: Facts, site: Site): Promise<Prerequisite> {
  const title = `${caller} is in the group ${enterpriseAdmins}`
  return (await isMember(site, enterpriseAdmins, caller))
    ? pass('enterprise-admins', title)
    : fail(
        'enterprise-admins',
        title,
        'Setup and the integration change the configuration of the whole forest.',
        `Add ${caller} to ${enterpriseAdmins}`,
        [command('Add-ADGroupMember', { Identity: enterpriseAdmins, Members: caller })],
      )
}

function installed({ description, exchange, caller }: Facts): Prerequisite {
  const title = 'Exchange Server is installed on the second server'
  if (exchange)
    return pass(
      'exchange',
      title,
      `${exchangeVersionTitles[exchange.properties.version]} on ${exchange.name}`,
    )
  const version = suggestedVersion(description.exchange.windows)
  const runbook = installExchangeRunbook({
    description,
    version,
    managementTools: true,
    administrator: caller,
  })
  return fail(
    'exchange',
    title,
    'No Exchange server was found in the domain.',
    runbook.title,
    commandsOf(runbook),
  )
}

function version({ exchange, servers }: Facts): Prerequisite | null {
  if (!exchange) return null
  const title = 'This version of Exchange Server is supported'
  const on = servers.find(({ name }) => isSame(name, exchange.name))
  const why = on && whyNotInstallable(exchange.properties.version, on.properties.windows)
  if (why) return fail('version', title, why)
  if (exchange.properties.build.startsWith('14.0.'))
    return fail(
      'version',
      title,
      'Exchange Server 2010 is supported from Service Pack 1 on: install it first.',
    )
  return exchange.properties.version === '2016'
    ? pass(
        'version',
        title,
        'Exchange Server 2016 is an extension: Windows Server Essentials itself knows 2010 and 2013.',
      )
    : pass('version', title)
}

function managementTools({ exchange }: Facts): Prerequisite | null {
  if (!exchange) return null
  const title = `The Exchange Management Tools are on ${exchange.name}`
  return exchange.properties.managementTools
    ? pass('management-tools', title)
    : fail('management-tools', title, 'The integration works through them.', 'Install the Management Tools', [
        managementToolsCommand(exchange.properties.version),
      ])
}

function onSecondServer({ servers, exchange }: Facts): Prerequisite {
  const title = 'Exchange Server is not on the Essentials server'
  const here = essentialsServer(servers)
  return exchange && here && isSame(exchange.name, here.name)
    ? fail(
        'separate-server',
        title,
        `${here.name} runs Windows Server Essentials. Exchange is not supported there: uninstall it, and install it on the second server.`,
      )
    : pass('separate-server', title)
}

function internetNames({ description }: Facts): Prerequisite {
  const { essentials, exchange, internetDomain } = description
  const title = 'Both servers have Internet names of their own'
  return isSame(essentials.internetName, exchange.internetName)
    ? fail(
        'internet-names',
        title,
        `Both are ${essentials.internetName}: the reverse proxy could not tell them apart.`,
        `Call Exchange mail.${internetDomain}`,
        [command('Set-SiteDescription', { ExchangeInternetName: `mail.${internetDomain}` })],
      )
    : pass('internet-names', title, `${essentials.internetName} and ${exchange.internetName}`)
}

async function registeredDomain({ description }: Facts, { store }: Site): Promise<Prerequisite> {
  const { internetDomain } = description
  const title = `The Internet domain ${internetDomain} is registered`
  return (await store.find(zone, zoneName('internet', internetDomain)))
    ? pass('internet-domain', title)
    : fail(
        'internet-domain',
        title,
        'Without a registered domain no mail can come from the Internet.',
        `Register ${internetDomain}`,
        [command('Set-SiteDescription', { InternetDomain: internetDomain })],
      )
}

async function sourceRemoved({ description }: Facts, { store }: Site): Promise<Prerequisite | null> {
  if (description.scenario !== 'migration') return null
  const title = 'The old Exchange Server of the source server is uninstalled'
  const [source] = await store.list(sourceServer)
  return source?.properties.exchangeInstalled
    ? fail(
        'source-exchange',
        title,
        'When migrating from Windows Small Business Server, move the mailboxes and uninstall the old Exchange first.',
        'Uninstall the old Exchange Server',
        [command('Remove-SourceExchange')],
      )
    : pass('source-exchange', title)
}

function noRestartPending({ servers }: Facts): Prerequisite | null {
  const waiting = memberServer(servers)
  if (!waiting?.properties.restartPending) return null
  return {
    id: 'restart',
    state: 'warn',
    title: `${waiting.name} waits for a restart`,
    reason: 'What was installed last takes effect after it.',
    repairLabel: `Restart ${waiting.name}`,
    repair: [restartStep(waiting.name).command],
  }
}

async function readFacts(site: Site): Promise<Facts | null> {
  const description = await findDescription(site)
  if (!description) return null
  const exchangeServers = await site.store.list(exchangeServer)
  const servers = await site.store.list(server)
  const withRoles = exchangeServers.filter(({ properties }) => properties.roles.length > 0)
  return { description, servers, exchange: withRoles[0] ?? null, caller: site.caller }
}

/** "Checks before you begin": all that the integration needs, in the order in which to mend it. */
export async function integrationPrerequisites(site: Site): Promise<readonly Prerequisite[]> {
  const facts = await readFacts(site)
  if (!facts) return [fail('described', 'The site is described', 'Nothing is known of the site yet.')]
  const checks = [
    joined(facts),
    await inEnterpriseAdmins(facts, site),
    installed(facts),
    version(facts),
    managementTools(facts),
    onSecondServer(facts),
    internetNames(facts),
    await registeredDomain(facts, site),
    await sourceRemoved(facts, site),
    noRestartPending(facts),
  ]
  return checks.filter((check) => check !== null)
}
