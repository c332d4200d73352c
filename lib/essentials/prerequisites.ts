import { exchangeServer, type Site } from '@/lib/exchange'
import { zone, zoneName } from '@/lib/network'
import { command } from '@/lib/shell'
import { enterpriseAdmins, isMember, isSame } from './ad-groups'
import { installed, managementTools, onSecondServer, version } from './exchange-prerequisites'
import { findDescription, memberServer } from './find-server'
import { commandsOf, type Facts, fail, type Prerequisite, pass } from './prerequisite'
import { joinServerRunbook, restartStep } from './server-runbooks'
import { server, sourceServer } from './site'

export type { Prerequisite }

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
