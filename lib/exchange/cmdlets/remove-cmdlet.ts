import {
  absent,
  type Cmdlet,
  type Command,
  command,
  mandatory,
  ok,
  piped,
  type Result,
  text,
} from '@/lib/shell'
import type { Definition } from '../organization/definition'
import { documented } from '../reference'
import type { Site, Stored } from '../store'
import { type ExchangeVersion, shellVersion } from '../topology/exchange-version'
import { exchangeCmdlet } from './exchange-cmdlet'
import { requireObject } from './find-object'
import { keptMore } from './more-properties'
import type { Variation } from './noun-parameters'

interface RemoveVariation<P> extends Variation {
  /** Refuses to remove what must stay. */
  readonly guard?: (stored: Stored<P>, site: Site) => Promise<Result<void>>
  /** What else goes with it. */
  readonly afterwards?: (stored: Stored<P>, site: Site) => Promise<Result<unknown>>
  readonly warnings?: (stored: Stored<P>) => readonly string[]
  /** The commands that bring it back; absent where nothing can. */
  readonly undo?: (stored: Stored<P>, version: ExchangeVersion) => readonly Command[]
}

export function removeCmdlet<P>(definition: Definition<P>, variation: RemoveVariation<P>): Cmdlet<Site> {
  return exchangeCmdlet({
    name: `${variation.verb ?? 'Remove'}-${variation.noun ?? definition.class}`,
    synopsis: variation.synopsis,
    ...(variation.versions ? { versions: variation.versions } : {}),
    parameters: { ...variation.extra, Identity: piped(mandatory(text, 1)) },
    run: async ({ Identity }, site) => {
      const found = await requireObject(site, definition, variation.meant?.(Identity) ?? Identity)
      if (!found.ok) return found
      const allowed = await variation.guard?.(found.value, site)
      if (allowed && !allowed.ok) return allowed
      await site.store.remove(definition, found.value)
      const after = await variation.afterwards?.(found.value, site)
      if (after && !after.ok) return after
      const version = (await shellVersion(site)) ?? '2010'
      return ok(
        variation.undo
          ? { undo: withMore(definition, found.value, variation.undo(found.value, version)) }
          : {},
      )
    },
  })
}

/** The commands that bring an object back, with the documented properties that nothing here models. */
function withMore<P>(
  definition: Definition<P>,
  { name, properties }: Stored<P>,
  commands: readonly Command[],
): readonly Command[] {
  const more = Object.entries(keptMore(properties))
  if (more.length === 0) return commands
  const known = documented(`New-${definition.class}`)?.parameters ?? {}
  const atOnce = Object.fromEntries(more.filter(([key]) => key in known))
  const later = Object.fromEntries(more.filter(([key]) => !(key in known)))
  const made = commands.map((one) =>
    one.name === `New-${definition.class}` ? { ...one, arguments: { ...one.arguments, ...atOnce } } : one,
  )
  return Object.keys(later).length === 0
    ? made
    : [...made, command(`Set-${definition.class}`, { Identity: name, ...later })]
}

/** `Remove-AcceptedDomain -Identity … -Confirm:$false` */
export function removal<P>(definition: Definition<P>, identity: string): Command {
  return command(`Remove-${definition.class}`, { Identity: identity, Confirm: absent })
}
