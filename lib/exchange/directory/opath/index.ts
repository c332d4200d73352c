import { ok, type Result } from '@/lib/shell'
import { matches, namedIn, type Properties, propertyReader } from './evaluate'
import { cannotBindFilter, parseFilter } from './parse'

export { isLike } from './evaluate'

export type Predicate = (object: object) => boolean

/**
 * A filter in Exchange's OPATH as a predicate. Refused when it cannot be read, or names a property that is not
 * in `filterable` (by its name in lower case; without it, all names are taken).
 */
export function parsePredicate(text: string, filterable?: ReadonlyMap<string, string>): Result<Predicate> {
  const question = parseQuestion(text, filterable)
  if (!question.ok) return question
  const read = propertyReader()
  return ok((object) => question.value(read(object)))
}

/** As parsePredicate, for those who can tell a property without making an object of all of them. */
export function parseQuestion(
  text: string,
  filterable?: ReadonlyMap<string, string>,
): Result<(properties: Properties) => boolean> {
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
  return ok((properties) => matches(filter.value, properties))
}
