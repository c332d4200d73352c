import { isList, ok, type ParameterTable, type Result, type Value } from '@/lib/shell'
import type { Definition } from '../organization/definition'
import { applyListChange, changeable, isListChange } from '../reference/list-change'
import { givenMore, keptMore, withGivenMore } from './more-properties'
import { type Given, settingParameters } from './noun-parameters'

/** The settings of a noun as Set- takes them: lists also as `@{Add=…; Remove=…}`. */
export function changeableSettings<P>(definition: Definition<P>): ParameterTable {
  return Object.fromEntries(
    Object.entries(settingParameters(definition)).map(([name, parameter]) => [
      name,
      parameter.type.startsWith('MultiValuedProperty') ? changeable(parameter) : parameter,
    ]),
  )
}

/** What was given, with each change of a list worked out against the list that the object has. */
export function workOutLists<P>(definition: Definition<P>, properties: P, given: Given): Result<Given> {
  const result: Record<string, unknown> = { ...given }
  for (const [name, { key, kind }] of Object.entries(definition.settings)) {
    const change = given[name]
    if (!isListChange(change)) continue
    const list = applyListChange(change, listOf(kind.write(properties[key])))
    const parsed = list.ok ? kind.parse(list.value) : list
    if (!parsed.ok) return parsed
    result[name] = parsed.value
  }
  const more = workOutMore(definition, keptMore(properties), givenMore(given))
  return more.ok ? ok(withGivenMore({ ...given, ...result }, more.value)) : more
}

function workOutMore<P>(
  { defaults = {} }: Definition<P>,
  kept: Readonly<Record<string, Value>>,
  given: Readonly<Record<string, Value>>,
): Result<Record<string, Value>> {
  const result: Record<string, Value> = { ...given }
  for (const [name, value] of Object.entries(given)) {
    if (!isListChange(value)) continue
    const list = applyListChange(value, listOf(kept[name] ?? defaults[name] ?? null))
    if (!list.ok) return list
    result[name] = list.value
  }
  return ok(result)
}

function listOf(value: Value): readonly Value[] {
  return isList(value) ? value : value === null ? [] : [value]
}
