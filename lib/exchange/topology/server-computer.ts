import { type Server, server as serverNoun } from '@/lib/essentials'
import { ok, type Result, refuse } from '@/lib/shell'
import type { Site, Stored } from '../store'
import { type ExchangeServer, exchangeServer } from './exchange-server'

/** A server of the organization, and the computer it runs on as far as the site knows it. */
export interface ServerOnComputer {
  readonly server: Stored<ExchangeServer>
  readonly computer: Stored<Server> | null
}

/** EXCH01, exch01.contoso.local and its guid are one server. */
export function isServer({ id, name, properties }: Stored<ExchangeServer>, identity: string): boolean {
  const wanted = identity.trim().toLowerCase()
  return [id, name.toLowerCase(), properties.fqdn.toLowerCase()].includes(wanted)
}

/** The server that is meant; without an identity the first that has a role, which is where the shell runs. */
export async function requireExchangeServer(
  site: Site,
  identity?: string,
  target = 'Server',
): Promise<Result<Stored<ExchangeServer>>> {
  const servers = await site.store.list(exchangeServer)
  const found =
    identity === undefined
      ? servers.find(({ properties }) => properties.roles.length > 0)
      : servers.find((one) => isServer(one, identity))
  if (found) return ok(found)
  return refuse(
    'ObjectNotFound',
    'ManagementObjectNotFoundException',
    identity === undefined
      ? 'There is no Exchange server in the organization.'
      : `The operation couldn't be performed because object '${identity}' couldn't be found.`,
    { target },
  )
}

export async function requireComputer(
  site: Site,
  identity?: string,
  target?: string,
): Promise<Result<ServerOnComputer>> {
  const server = await requireExchangeServer(site, identity, target)
  if (!server.ok) return server
  return ok({ server: server.value, computer: await site.store.find(serverNoun, server.value.name) })
}

export function isRunning(computer: Stored<Server> | null, service: string): boolean {
  return computer?.properties.services[service]?.state === 'Running'
}

/** `The Microsoft Exchange Replication service isn't running on EXCH01.` */
export function notRunning({ server, computer }: ServerOnComputer, service: string): string {
  const title = computer?.properties.services[service]?.displayName ?? service
  return `The ${title} service isn't running on ${server.name}.`
}
