import { type Site, type Stored, transportStarted } from '@/lib/exchange'
import {
  aliased,
  cmdlet,
  command,
  int32,
  mandatory,
  multiValued,
  type Outcome,
  ok,
  parsed,
  present,
  type Result,
  refuse,
  secureString,
  switchParameter,
  text,
} from '@/lib/shell'
import { requireDescription, requireServer } from '../find-server'
import { type Server, type SiteDescription, server } from '../site'
import { namesIn, startsByItself, withStarted } from '../windows-services'

const computerName = aliased(text, 'CN', 'MachineName')

function cannotJoin(name: string, domain: string, action: string): Result<never> {
  return refuse(
    'InvalidOperation',
    'FailToJoinDomainFromWorkgroup',
    `Computer '${name}' failed to join domain '${domain}' from its current workgroup 'WORKGROUP' with following error message: The specified domain either does not exist or could not be contacted.`,
    { target: 'DomainName', recommendedAction: action },
  )
}

/** Why the domain cannot be found from this computer, or null: names are asked of its DNS server first. */
async function whyNoDomain(
  site: Site,
  { name, properties }: Stored<Server>,
  domain: string,
  { localDomain, essentials }: SiteDescription,
): Promise<string | null> {
  if (domain.toLowerCase() !== localDomain.toLowerCase()) return `The domain of this site is ${localDomain}.`
  if (properties.dnsServer !== essentials.address)
    return `${name} asks ${properties.dnsServer} for names. Point it to ${essentials.name}: Set-DnsClientServerAddress -ServerAddresses ${essentials.address}.`
  const controller = await requireServer(site, essentials.name)
  if (!controller.ok) return controller.error.message
  const stopped = namesIn(controller.value.properties.services, 'Stopped').find((one) =>
    ['DNS', 'NTDS', 'Kdc', 'Netlogon'].includes(one),
  )
  return stopped ? `The service ${stopped} of ${essentials.name} is stopped. Start it.` : null
}

/** All that ran, or starts by itself, is started anew. */
function restarted(properties: Server, { clock }: Site): Server {
  const { services } = properties
  const starting = [...namesIn(services, 'Running'), ...namesIn(services, 'Stopped').filter(startsByItself)]
  return { ...properties, services: withStarted(services, starting, clock.now()), restartPending: false }
}

const addComputer = cmdlet<Site>()({
  name: 'Add-Computer',
  synopsis: 'Joins a computer to the domain. Its DNS client must ask the Essentials server.',
  parameters: {
    DomainName: mandatory(aliased(text, 'DN', 'Domain'), 1),
    ComputerName: computerName,
    Credential: secureString,
    Restart: switchParameter,
    Force: switchParameter,
  },
  run: async ({ ComputerName, DomainName, Restart }, site) => {
    const description = await requireDescription(site)
    if (!description.ok) return description
    const found = await requireServer(site, ComputerName)
    if (!found.ok) return found
    const { name, properties } = found.value
    const why = await whyNoDomain(site, found.value, DomainName, description.value)
    if (why) return cannotJoin(name, DomainName, why)
    if (properties.joined)
      return refuse(
        'InvalidOperation',
        'AddComputerToSameDomain',
        `Cannot add computer '${name}' to domain '${DomainName}' because it is already in that domain.`,
        { target: 'ComputerName' },
      )
    const joined: Server = { ...properties, joined: true, restartPending: true }
    const changed = await site.store.update(server, found.value, Restart ? restarted(joined, site) : joined)
    if (!changed.ok) return changed
    return ok({
      ...(Restart
        ? {}
        : { warnings: [`The changes will take effect after you restart the computer ${name}.`] }),
      undo: [command('Remove-Computer', { ComputerName: name, Force: present, Restart: present })],
    })
  },
})

const removeComputer = cmdlet<Site>()({
  name: 'Remove-Computer',
  synopsis: 'Takes a computer out of the domain.',
  parameters: {
    ComputerName: { ...computerName, position: 1 },
    UnjoinDomainCredential: secureString,
    WorkgroupName: text,
    Restart: switchParameter,
    Force: switchParameter,
    Confirm: switchParameter,
  },
  run: async ({ ComputerName, Restart }, site) => {
    const description = await requireDescription(site)
    if (!description.ok) return description
    const found = await requireServer(site, ComputerName)
    if (!found.ok) return found
    const { name, properties } = found.value
    if (properties.role === 'essentials' || !properties.joined)
      return refuse(
        'InvalidOperation',
        properties.joined ? 'DomainControllerCannotLeave' : 'ComputerNotInDomain',
        properties.joined
          ? `${name} is the domain controller: it cannot leave its own domain.`
          : `Computer '${name}' is not in a domain.`,
        { target: 'ComputerName' },
      )
    const alone: Server = { ...properties, joined: false, restartPending: true }
    const changed = await site.store.update(server, found.value, Restart ? restarted(alone, site) : alone)
    if (!changed.ok) return changed
    const { localDomain } = description.value
    return ok({
      undo: [
        command('Add-Computer', {
          DomainName: localDomain,
          ComputerName: name,
          Restart: present,
          Force: present,
        }),
      ],
    })
  },
})

const restartComputer = cmdlet<Site>()({
  name: 'Restart-Computer',
  synopsis:
    'Restarts computers: what waits for a restart takes effect, and services that start by themselves run.',
  parameters: {
    ComputerName: { ...aliased(multiValued(text), 'CN', 'MachineName'), position: 1 },
    Force: switchParameter,
    Wait: switchParameter,
    For: parsed('WaitForServiceTypes', ok),
    Timeout: int32,
    Confirm: switchParameter,
  },
  run: async ({ ComputerName = [] }, site): Promise<Result<Outcome>> => {
    for (const name of ComputerName.length > 0 ? ComputerName : [undefined]) {
      const found = await requireServer(site, name)
      if (!found.ok) return found
      const changed = await site.store.update(server, found.value, restarted(found.value.properties, site))
      if (!changed.ok) return changed
      await transportStarted(site, found.value.name)
    }
    return ok({ undo: [] })
  },
})

export const computerCmdlets = [addComputer, removeComputer, restartComputer]
