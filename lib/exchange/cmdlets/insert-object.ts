import { type Outcome, ok, type Result } from '@/lib/shell'
import { type Definition, showObject } from '../organization/definition'
import type { Site } from '../store'
import { removal } from './remove-cmdlet'

/** Checks and keeps a new object. Its undo is Remove-. */
export async function insertObject<P>(
  definition: Definition<P>,
  name: string,
  properties: P,
  site: Site,
): Promise<Result<Outcome>> {
  const checked = await definition.check?.({ id: null, name, properties }, site)
  if (checked && !checked.ok) return checked
  const inserted = await site.store.insert(definition, name, properties)
  if (!inserted.ok) return inserted
  return ok({
    output: [showObject(definition, inserted.value)],
    undo: [removal(definition, name)],
  })
}
