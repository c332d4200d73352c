import { ok, type Result } from '@/lib/shell'
import { matches, namedIn, propertyReader } from './evaluate'
import { cannotBindFilter, parseFilter } from './parse'

export { isLike } from './evaluate'

export type Predicate = (object: object) => boolean

/**
 * A filter in Exchange's OPATH as a predicate. Refused when it cannot be read, or names a property that is not
 * in `filterable` (in lower case; without it, all names are taken).
 */
export function parsePredicate(text: string, filterable?: ReadonlySet<string>): Result<Predicate> {
  const filter = parseFilter(text)
  if (!filter.ok) return filter
  const unknown =
    filterable && namedIn(filter.value).find((one) => !filterable.has(one.property.toLowerCase()))
  if (unknown)
    return cannotBindFilter(
      `"${unknown.property}" is not a recognized filterable property. For a complete list of filterable properties see the command help.`,
      text,
      unknown.at,
    )
  const read = propertyReader()
  return ok((object) => matches(filter.value, read(object)))
}
