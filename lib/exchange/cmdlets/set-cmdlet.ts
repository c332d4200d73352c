import {
  type Cmdlet,
  type Command,
  command,
  mandatory,
  type Outcome,
  ok,
  piped,
  type Result,
  text,
} from '@/lib/shell'
import { type Definition, shortName } from '../organization/definition'
import { objectName } from '../organization/kind'
import type { Site, Stored } from '../store'
import { exchangeCmdlet } from './exchange-cmdlet'
import { requireObject } from './find-object'
import { keptMore, mergeMore, moreBack } from './more-properties'
import { type Given, givenProperties, type Variation, writtenSettings } from './noun-parameters'
import { changeableSettings, workOutLists } from './set-lists'

/** What a Set- is about to do, as its noun's own rules see it. */
export interface Change<P> {
  readonly properties: Partial<P>
  /** The whole new name, where it changes. */
  readonly name?: string
  readonly warnings?: readonly string[]
  /** What has to be undone beside the settings themselves. */
  readonly undo?: readonly Command[]
}

interface SetVariation<P> extends Variation {
  /** Whether -Name renames. */
  readonly renames?: boolean
  /** Turns what was given into the change, or refuses it; without this, the given settings are the change. */
  readonly decide?: (stored: Stored<P>, given: Given, site: Site) => Promise<Result<Change<P>>>
}

/** Set-: changes the settings that are given. Its undo is Set- with the former values. */
export function setCmdlet<P>(definition: Definition<P>, variation: SetVariation<P>): Cmdlet<Site> {
  const name = `${variation.verb ?? 'Set'}-${variation.noun ?? definition.class}`
  return exchangeCmdlet({
    name,
    synopsis: variation.synopsis,
    ...(variation.versions ? { versions: variation.versions } : {}),
    parameters: {
      ...changeableSettings(definition),
      ...(variation.renames ? { Name: objectName } : {}),
      ...variation.extra,
      Identity: piped(mandatory(text, 1)),
    },
    run: async ({ Identity, ...rest }, site) => {
      const found = await requireObject(site, definition, variation.meant?.(Identity) ?? Identity)
      if (!found.ok) return found
      const workedOut = workOutLists(definition, found.value.properties, rest)
      if (!workedOut.ok) return workedOut
      const given = workedOut.value
      const decided = variation.decide
        ? await variation.decide(found.value, given, site)
        : ok<Change<P>>({ properties: givenProperties(definition, given) })
      if (!decided.ok) return decided
      const renamed = (given as Given).Name
      const change =
        typeof renamed === 'string' && variation.renames
          ? { ...decided.value, name: withShortName(found.value.name, renamed) }
          : decided.value
      return applyChange(definition, found.value, change, name, site)
    },
  })
}

function withShortName(identity: string, name: string): string {
  return identity.slice(0, identity.length - shortName(identity).length) + name
}

/** Keeps a change and tells how to take it back; one that changes nothing says so, as Exchange does. */
export async function applyChange<P>(
  definition: Definition<P>,
  stored: Stored<P>,
  { properties, name = stored.name, warnings = [], undo = [] }: Change<P>,
  setName: string,
  site: Site,
): Promise<Result<Outcome>> {
  const change = { ...properties, ...mergedMore(stored, properties) }
  const keys = (Object.keys(change) as (keyof P)[]).filter(
    (key) => !same(change[key], stored.properties[key]),
  )
  if (keys.length === 0 && name === stored.name && undo.length === 0)
    return ok({ warnings: [...warnings, nothingModified(stored.name)], undo: [] })

  const next = { ...stored.properties, ...change }
  const checked = await definition.check?.({ id: stored.id, name, properties: next }, site)
  if (checked && !checked.ok) return checked
  const updated = await site.store.update(definition, stored, change, name)
  if (!updated.ok) return updated
  const former = Object.fromEntries(keys.map((key) => [key, stored.properties[key]])) as Partial<P>
  const formerName = name === stored.name ? {} : { Name: shortName(stored.name) }
  const formerMore = moreBack(keptMore(stored.properties), keptMore(next))
  const restore = {
    Identity: updated.value.name,
    ...writtenSettings(definition, former),
    ...formerMore,
    ...formerName,
  }
  const restores = Object.keys(restore).length > 1 ? [command(setName, restore)] : []
  return ok({ warnings, undo: [...restores, ...undo] })
}

/** `more` as it will be: what is kept already and what is given, together. */
function mergedMore<P>({ properties }: Stored<P>, change: Partial<P>): Partial<P> {
  if (!('more' in change)) return {}
  return { more: mergeMore(keptMore(properties), keptMore(change)) } as unknown as Partial<P>
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

export function nothingModified(identity: string): string {
  return `The command completed successfully but no settings of '${identity}' have been modified.`
}
