import { isList, kindOf, ok, type Parameter, type Result, refuse, type Table, type Value } from '@/lib/shell'

/** `@{Add='a','b'; Remove='c'}`: a change of a list, told by its differences. */
export function isListChange(value: unknown): value is Table {
  return value !== null && typeof value === 'object' && kindOf(value as Value) === 'table'
}

/** A list parameter of Set-: what is given as a change passes, and is worked out when the object is known. */
export function changeable<T>(parameter: Parameter<T>): Parameter<T> {
  return {
    ...parameter,
    parse: (value) => {
      if (!isListChange(value)) return parameter.parse(value)
      const wrong = value.entries.find(([key]) => !/^(add|remove)$/i.test(key))
      return wrong ? notAChange(wrong[0]) : ok(value as unknown as T)
    },
  }
}

/** The list that a change makes of another; compared without case. */
export function applyListChange(change: Table, former: readonly Value[]): Result<readonly Value[]> {
  let list = [...former]
  for (const [key, value] of change.entries) {
    const given = isList(value) ? value : value === null ? [] : [value]
    if (/^add$/i.test(key)) list = [...list, ...given.filter((one) => !list.some((old) => same(old, one)))]
    else if (/^remove$/i.test(key)) list = list.filter((old) => !given.some((one) => same(old, one)))
    else return notAChange(key)
  }
  return ok(list)
}

function same(one: Value, other: Value): boolean {
  return String(one).toLowerCase() === String(other).toLowerCase()
}

function notAChange(key: string): Result<never> {
  return refuse(
    'InvalidData',
    'ParameterArgumentTransformationError',
    `Cannot convert the hashtable to a multi-valued property: the key '${key.slice(0, 60)}' is neither Add nor Remove.`,
    { recommendedAction: "Write @{Add='…'; Remove='…'}." },
  )
}
