import { type Cmdlet, ok, piped, text, type Value } from '@/lib/shell'
import { type Definition, showObject } from '../organization/definition'
import type { Site, Stored } from '../store'
import { exchangeCmdlet } from './exchange-cmdlet'
import { isCalled, requireObject } from './find-object'
import type { Given, Variation } from './noun-parameters'

interface GetVariation<P> extends Variation {
  /** What this asking shows beside what an object always shows: `-Status`. */
  readonly beside?: (stored: Stored<P>, given: Given, site: Site) => Promise<object>
}

/** Get-: all objects, or the one that Identity means; `$null` means all, as Exchange warns in its own help. */
export function getCmdlet<P>(definition: Definition<P>, variation: GetVariation<P>): Cmdlet<Site> {
  return exchangeCmdlet({
    name: `Get-${variation.noun ?? definition.class}`,
    synopsis: variation.synopsis,
    reads: true,
    columns: definition.columns,
    ...(variation.versions ? { versions: variation.versions } : {}),
    parameters: {
      ...variation.extra,
      Identity: piped({ ...orAll, position: 1 }),
    },
    run: async ({ Identity, ...rest }, site) => {
      const server = (rest as Given).Server
      const shown = async (stored: Stored<P>) => ({
        ...showObject(definition, stored),
        ...(await variation.beside?.(stored, rest, site)),
      })
      if (Identity?.includes('*')) {
        const meant = (await site.store.list(definition)).filter(isCalled(definition, Identity))
        return ok({ output: await Promise.all(meant.filter(isOn(server)).map(shown)) })
      }
      if (Identity) {
        const found = await requireObject(site, definition, variation.meant?.(Identity) ?? Identity)
        return found.ok ? ok({ output: [await shown(found.value)] }) : found
      }
      const all = await site.store.list(definition)
      return ok({ output: await Promise.all(all.filter(isOn(server)).map(shown)) })
    },
  })
}

const orAll = { ...text, parse: (value: Value) => (value === null ? ok('') : text.parse(value)) }

/** The objects of one server: those whose `server` property it is. */
function isOn<P>(server: unknown) {
  return ({ properties }: Stored<P>) =>
    typeof server !== 'string' ||
    (properties as { server?: string }).server?.toLowerCase() === server.split('.')[0]?.toLowerCase()
}
