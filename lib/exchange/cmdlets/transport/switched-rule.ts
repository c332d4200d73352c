import { type Cmdlet, command, mandatory, ok, type ParameterTable, piped, text } from '@/lib/shell'
import type { Definition } from '../../organization/definition'
import type { Site } from '../../store'
import { exchangeCmdlet } from '../exchange-cmdlet'
import { requireObject } from '../find-object'
import { nothingModified } from '../set-cmdlet'

interface Switched {
  readonly state: 'Enabled' | 'Disabled'
  readonly mode?: string
}

/** Enable- and Disable- of a rule. With -Mode it also says how the rule is to work from now on. */
export function switchedRule<P extends Switched>(
  definition: Definition<P>,
  verb: 'Enable' | 'Disable',
  { extra = {} }: { readonly extra?: ParameterTable },
): Cmdlet<Site> {
  const opposite = verb === 'Enable' ? 'Disable' : 'Enable'
  return exchangeCmdlet({
    name: `${verb}-${definition.class}`,
    synopsis: `${verb}s a ${definition.title}.`,
    parameters: { ...extra, Identity: piped(mandatory(text, 1)) },
    run: async ({ Identity, ...given }, site) => {
      const found = await requireObject(site, definition, Identity)
      if (!found.ok) return found
      const { name, properties } = found.value
      const state: Switched['state'] = `${verb}d`
      const { Mode = properties.mode } = given as { Mode?: string }
      const isSwitched = properties.state !== state
      if (!isSwitched && Mode === properties.mode) return ok({ warnings: [nothingModified(name)], undo: [] })
      const change = { state, ...(Mode === undefined ? {} : { mode: Mode }) } as Partial<P>
      const updated = await site.store.update(definition, found.value, change)
      if (!updated.ok) return updated
      const mode =
        Mode === properties.mode
          ? []
          : [command(`Set-${definition.class}`, { Identity: name, Mode: properties.mode })]
      const back = isSwitched ? [command(`${opposite}-${definition.class}`, { Identity: name })] : []
      return ok({ undo: [...mode, ...back] })
    },
  })
}
