import { siteDescription } from '@/lib/essentials'
import { ok, type Result, refuse } from '@/lib/shell'
import { quoted } from '../directory/quoted'
import { type Definition, shortName } from '../organization/definition'
import type { Site, Store, Stored } from '../store'
import { exchangeServer } from '../topology/exchange-server'

/**
 * The object that an identity means: its name, its guid, or the part of its name after the server
 * (`owa (Default Web Site)`) while only one has it.
 */
export async function findObject<P>(
  { store }: Site,
  definition: Definition<P>,
  identity: string,
): Promise<Stored<P> | null> {
  const wanted = identity.trim()
  const named = await store.find(definition, wanted)
  if (named) return named
  const meant = (await store.list(definition)).filter(isCalled(definition, wanted))
  return meant.length > 1 ? onShellServer(store, meant) : (meant[0] ?? null)
}

/** By name, guid, the name without its server, or another identity of its own; `*` stands for any text. */
export function isCalled<P>(definition: Definition<P>, identity: string): (stored: Stored<P>) => boolean {
  const escaped = identity.trim().replace(/[.+?^${}()|[\]\\]/g, '\\$&')
  const pattern = new RegExp(`^${escaped.replace(/\*+/g, '.*')}$`, 'is')
  return (stored) =>
    [stored.id, stored.name, shortName(stored.name), ...(definition.alsoKnownAs?.(stored) ?? [])].some(
      (one) => pattern.test(one),
    )
}

/** `EWS (Default Web Site)` without a server is that of the server where the shell runs: the first with a role. */
async function onShellServer<P>(store: Store, meant: readonly Stored<P>[]): Promise<Stored<P> | null> {
  const servers = await store.list(exchangeServer)
  const shell = servers.find(({ properties }) => properties.roles.length > 0)?.name
  const own = meant.filter(({ properties }) => (properties as { server?: string }).server === shell)
  return own.length === 1 ? (own[0] ?? null) : null
}

/** As findObject, or Exchange's refusal at `target`. */
export async function requireObject<P>(
  site: Site,
  definition: Definition<P>,
  identity: string,
  target = 'Identity',
): Promise<Result<Stored<P>>> {
  const found = await findObject(site, definition, identity)
  return found ? ok(found) : couldNotBeFound(site, identity, target)
}

/** ManagementObjectNotFoundException, with the domain controller that was asked. */
export async function couldNotBeFound(site: Site, identity: string, target: string): Promise<Result<never>> {
  const description = (await site.store.find(siteDescription, 'Site'))?.properties
  const controller = description
    ? `${description.essentials.name}.${description.localDomain}`
    : 'the domain controller'
  const shown = quoted(identity).slice(1, -1)
  return refuse(
    'ObjectNotFound',
    'ManagementObjectNotFoundException',
    `The operation couldn't be performed because object '${shown}' couldn't be found on '${controller}'.`,
    { target },
  )
}
