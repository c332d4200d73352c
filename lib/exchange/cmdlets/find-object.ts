import { siteDescription } from '@/lib/essentials'
import { ok, type Result, refuse } from '@/lib/shell'
import { quoted } from '../directory/quoted'
import { type Definition, shortName } from '../organization/definition'
import type { Site, Stored } from '../store'

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
  const all = await store.list(definition)
  const meant = all.filter(
    ({ id, name }) => id === wanted.toLowerCase() || shortName(name).toLowerCase() === wanted.toLowerCase(),
  )
  return meant.length === 1 ? (meant[0] ?? null) : null
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
