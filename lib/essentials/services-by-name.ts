import type { Site, Stored } from '@/lib/exchange'
import { ok, type Result, refuse } from '@/lib/shell'
import { findServer, requireServer } from './find-server'
import { type Server, server } from './site'

/** Services of one computer, found by the words of a command. */
export interface Meant {
  readonly on: Stored<Server>
  readonly names: readonly string[]
}

/** A wildcard of PowerShell's -like: `*` and `?`. */
function matcher(pattern: string): (name: string) => boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.')
  const expression = new RegExp(`^${source}$`, 'iu')
  return (name) => expression.test(name)
}

function notFound(pattern: string, on: string): Result<never> {
  return refuse(
    'ObjectNotFound',
    'NoServiceFoundForGivenName',
    `Cannot find any service with service name '${pattern}'.`,
    { target: 'Name', recommendedAction: `Get-Service -ComputerName ${on} lists the services of ${on}.` },
  )
}

/** The services that are meant, by service name or display name; a name without wildcard must exist. */
function chosen(on: Stored<Server>, patterns: readonly string[]): Result<readonly string[]> {
  const found = new Set<string>()
  for (const pattern of patterns) {
    const matches = matcher(pattern)
    const meant = Object.entries(on.properties.services).filter(
      ([name, { displayName }]) => matches(name) || matches(displayName),
    )
    if (meant.length === 0 && !/[*?]/.test(pattern)) return notFound(pattern, on.name)
    for (const [name] of meant) found.add(name)
  }
  return ok([...found])
}

/**
 * Without a computer's name, the services are those of the Essentials server; one that it does not have and the
 * Exchange server has is that server's, where the Exchange Management Shell runs: Restart-Service MSExchangeTransport.
 */
async function whereItRuns(site: Site, patterns: readonly string[]): Promise<string | undefined> {
  const local = await findServer(site)
  const hasThem = (one: NonNullable<typeof local>) => {
    const meant = chosen(one, patterns)
    return meant.ok && meant.value.length > 0
  }
  if (!local || hasThem(local)) return undefined
  return (await site.store.list(server)).find(hasThem)?.name
}

/** By service name or display name, wildcards included; on the computer that is named, or where they run. */
export async function requireServices(
  site: Site,
  computer: string | undefined,
  patterns: readonly string[],
): Promise<Result<Meant>> {
  const found = await requireServer(site, computer ?? (await whereItRuns(site, patterns)))
  if (!found.ok) return found
  const names = chosen(found.value, patterns)
  return names.ok ? ok({ on: found.value, names: names.value }) : names
}
