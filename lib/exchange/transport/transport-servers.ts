import { server as computerNoun } from '@/lib/essentials'
import { ok, type Result, refuse } from '@/lib/shell'
import type { Site, Stored } from '../store'
import { type ExchangeServer, exchangeServer } from '../topology/exchange-server'
import { isServer } from '../topology/server-computer'

/** Whether mail goes through this server: a Hub Transport server of 2010, a Mailbox server of 2013 and later. */
export function hasTransport({ roles, version }: Pick<ExchangeServer, 'roles' | 'version'>): boolean {
  return roles.includes(version === '2010' ? 'HubTransport' : 'Mailbox')
}

export async function transportServers({ store }: Site): Promise<readonly Stored<ExchangeServer>[]> {
  return (await store.list(exchangeServer)).filter(({ properties }) => hasTransport(properties))
}

/** `Server1.contoso.com`: the domain in front of a computer's name is of no account where only one has it. */
function isShort({ name }: Stored<ExchangeServer>, identity: string): boolean {
  return name.toLowerCase() === identity.trim().split('.')[0]?.toLowerCase()
}

/** The transport server that is meant; without a name the first, which is where the shell runs. */
export async function requireTransportServer(
  site: Site,
  identity?: string,
  target = 'Server',
): Promise<Result<Stored<ExchangeServer>>> {
  const servers = await transportServers(site)
  const found =
    identity === undefined
      ? servers[0]
      : (servers.find((one) => isServer(one, identity)) ?? servers.find((one) => isShort(one, identity)))
  return found
    ? ok(found)
    : refuse(
        'ObjectNotFound',
        'ManagementObjectNotFoundException',
        identity === undefined
          ? 'There is no transport server in the organization.'
          : `The operation couldn't be performed because object '${identity}' couldn't be found: it isn't a transport server of the organization.`,
        { target, recommendedAction: 'Get-TransportServer lists the transport servers.' },
      )
}

/** Refuses while a service is stopped on the computer. A server whose computer nobody described is taken to run. */
export async function requireService(
  { store }: Site,
  { name, properties }: Stored<ExchangeServer>,
  service: string,
  title: string,
): Promise<Result<void>> {
  const computer = await store.find(computerNoun, name)
  const state = computer?.properties.services[service]?.state
  return computer === null || state === 'Running'
    ? ok(undefined)
    : refuse(
        'ResourceUnavailable',
        'ServiceNotRunning',
        `Couldn't connect to the ${title} service on computer "${properties.fqdn}". Verify that the service is started.`,
        { target: 'Server', recommendedAction: `Start it: Start-Service ${service} -ComputerName ${name}` },
      )
}
