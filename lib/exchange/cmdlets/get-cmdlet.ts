import { type Cmdlet, ok, piped, text, type Value } from '@/lib/shell'
import { type Definition, showObject } from '../organization/definition'
import type { Site, Stored } from '../store'
import { exchangeCmdlet } from './exchange-cmdlet'
import { requireObject } from './find-object'
import type { Given, Variation } from './noun-parameters'

/** Get-: all objects, or the one that Identity means; `$null` means all, as Exchange warns in its own help. */
export function getCmdlet<P>(definition: Definition<P>, variation: Variation): Cmdlet<Site> {
  return exchangeCmdlet({
    name: `Get-${variation.noun ?? definition.class}`,
    synopsis: variation.synopsis,
    reads: true,
    ...(variation.versions ? { versions: variation.versions } : {}),
    parameters: {
      ...variation.extra,
      Identity: piped({ ...orAll, position: 1 }),
    },
    run: async ({ Identity, ...rest }, site) => {
      const server = (rest as Given).Server
      if (Identity) {
        const found = await requireObject(site, definition, Identity)
        return found.ok ? ok({ output: [showObject(definition, found.value)] }) : found
      }
      const all = await site.store.list(definition)
      return ok({ output: all.filter(isOn(server)).map((stored) => showObject(definition, stored)) })
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
