import type { Site, Stored } from '@/lib/exchange'
import { ok, type Result, refuse } from '@/lib/shell'
import { type Server, type SiteDescription, server, siteDescription } from './site'

export async function findDescription(site: Site): Promise<SiteDescription | null> {
  return (await site.store.find(siteDescription, 'Site'))?.properties ?? null
}

/** The description, or the refusal of a command that needs one. */
export async function requireDescription(site: Site): Promise<Result<SiteDescription>> {
  const description = await findDescription(site)
  return description
    ? ok(description)
    : refuse('ObjectNotFound', 'SiteNotDescribed', 'The site has not been described yet.', {
        recommendedAction: 'Describe it first: Set-SiteDescription, or the wizard of the first visit.',
      })
}

export function essentialsServer(servers: readonly Stored<Server>[]): Stored<Server> | null {
  return servers.find(({ properties }) => properties.role === 'essentials') ?? null
}

export function memberServer(servers: readonly Stored<Server>[]): Stored<Server> | null {
  return servers.find(({ properties }) => properties.role === 'member') ?? null
}

/** EXCH01, exch01.contoso.local and 192.168.0.2 are one computer. */
function isCalled(stored: Stored<Server>, name: string): boolean {
  return stored.properties.address === name || stored.name.toLowerCase() === name.split('.')[0]?.toLowerCase()
}

/**
 * The computer that a command is for; without a name, or as localhost or `.`, the Essentials server: that is
 * where the dashboard's commands run.
 */
export async function findServer(site: Site, computerName?: string): Promise<Stored<Server> | null> {
  const servers = await site.store.list(server)
  const local = computerName === undefined || ['.', 'localhost'].includes(computerName.toLowerCase())
  return local
    ? essentialsServer(servers)
    : (servers.find((candidate) => isCalled(candidate, computerName.trim())) ?? null)
}

/** As findServer, or the refusal at the parameter that named the computer. */
export async function requireServer(
  site: Site,
  computerName: string | undefined,
  target = 'ComputerName',
): Promise<Result<Stored<Server>>> {
  const found = await findServer(site, computerName)
  if (found) return ok(found)
  const described = await requireDescription(site)
  if (!described.ok) return described
  const { essentials, exchange } = described.value
  return refuse(
    'ResourceUnavailable',
    'ComputerNotFound',
    `Computer name ${computerName} cannot be resolved: there is no such computer on the network.`,
    { target, recommendedAction: `The servers are ${essentials.name} and ${exchange.name}.` },
  )
}
