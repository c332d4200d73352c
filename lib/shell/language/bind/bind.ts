import { convertTo, truth } from '../values/convert'
import { type Datum, typeOf } from '../values/datum'
import { Failure, failure } from '../values/script-error'
import { textOf } from '../values/text'
import { commonParameters, type Given, isSwitch, type Spec } from './spec'

export interface BoundArguments {
  /** By lower-case name. */
  readonly values: Map<string, Datum>
  readonly common: Map<string, Datum>
  /** What no parameter took: `$args`. */
  readonly rest: readonly Datum[]
  /** The parameters that still have to be given. */
  readonly missing: readonly Spec[]
}

const bindingError = (message: string, errorId: string, activity: string) =>
  failure(message, errorId, {
    category: 'InvalidArgument',
    exception: 'System.Management.Automation.ParameterBindingException',
    activity,
  })

/** A parameter by its name, an alias or the beginning of its name. */
export function findSpec(
  specs: readonly Spec[],
  written: string,
  activity: string,
  others: readonly Spec[] = commonParameters,
): Spec {
  const wanted = written.toLowerCase()
  const all = [
    ...specs,
    ...others.filter((one) => !specs.some(({ name }) => name.toLowerCase() === one.name.toLowerCase())),
  ]
  const names = (spec: Spec) => [spec.name, ...(spec.aliases ?? [])].map((name) => name.toLowerCase())
  const exact = all.find((spec) => names(spec).includes(wanted))
  if (exact) return exact
  const matches = all.filter((spec) => names(spec).some((name) => name.startsWith(wanted)))
  const own = matches.filter((spec) => specs.includes(spec))
  const [only] = own.length === 1 ? own : matches
  if (only && (matches.length === 1 || own.length === 1)) return only
  throw matches.length === 0
    ? bindingError(
        `A parameter cannot be found that matches parameter name '${written}'.`,
        'NamedParameterNotFound',
        activity,
      )
    : bindingError(
        `Parameter cannot be processed because the parameter name '${written}' is ambiguous. Possible matches include: ${matches.map(({ name }) => `-${name}`).join(' ')}.`,
        'AmbiguousParameter',
        activity,
      )
}

/** A value as its parameter takes it, or PowerShell's error about it. */
export function transformed(
  spec: Spec,
  value: Datum,
  written: string | null,
  activity: string,
  now: () => number,
): Datum {
  try {
    if (spec.convert) return spec.convert(value, written)
    if (isSwitch(spec)) return truth(value)
    if (
      Array.isArray(value) &&
      value.length !== 1 &&
      /^System\.(String|Int32|Int64|Boolean|DateTime)$/.test(spec.type)
    )
      throw bindingError(
        `Cannot convert '${typeOf(value)}' to the type '${spec.type}' required by parameter '${spec.name}'. Specified method is not supported.`,
        'CannotConvertArgument',
        activity,
      )
    return convertTo(written !== null && spec.type === 'System.String' ? written : value, spec.type, now)
  } catch (problem) {
    if (!(problem instanceof Failure) || problem.error.exception.endsWith('ParameterBindingException'))
      throw problem
    const invalid = problem.error.record.errorId === 'ParameterArgumentValidationError'
    throw failure(
      invalid
        ? `Cannot validate argument on parameter '${spec.name}'. ${problem.error.record.message}`
        : `Cannot process argument transformation on parameter '${spec.name}'. ${problem.error.record.message}`,
      invalid ? 'ParameterArgumentValidationError' : 'ParameterArgumentTransformationError',
      {
        category: 'InvalidData',
        exception: 'System.Management.Automation.ParameterBindingException',
        activity,
      },
    )
  }
}

/** Names first, then positions, as PowerShell binds. A `loose` command (a function without [CmdletBinding]) keeps what is left. */
export function bindArguments(
  specs: readonly Spec[],
  given: readonly Given[],
  activity: string,
  now: () => number,
  loose = false,
): BoundArguments {
  const values = new Map<string, Datum>()
  const common = new Map<string, Datum>()
  const positional: { value: Datum; written: string | null }[] = []
  for (let i = 0; i < given.length; i++) {
    const one = given[i]
    if (!one) break
    if (one.kind === 'value') {
      positional.push(one)
      continue
    }
    const spec = looseSpec(specs, one.name, activity, loose)
    if (!spec) {
      positional.push({ value: one.text, written: null })
      continue
    }
    const target = specs.includes(spec) ? values : common
    const key = spec.name.toLowerCase()
    if (target.has(key))
      throw bindingError(
        `Cannot bind parameter because parameter '${spec.name}' is specified more than once. To provide multiple values to parameters that can accept multiple values, use the array syntax. For example, "-parameter value1,value2,value3".`,
        'ParameterAlreadyBound',
        activity,
      )
    const next = given[i + 1]
    if (isSwitch(spec) && !one.colon)
      target.set(key, spec.convert ? transformed(spec, true, null, activity, now) : true)
    else if (next?.kind === 'value') {
      target.set(key, transformed(spec, next.value, next.written, activity, now))
      i++
    } else
      throw bindingError(
        `Missing an argument for parameter '${spec.name}'. Specify a parameter of type '${spec.type}' and try again.`,
        'MissingArgument',
        activity,
      )
  }
  const rest = byPosition(specs, positional, values, activity, now, loose)
  return {
    values,
    common,
    rest,
    missing: specs.filter(
      (spec) => spec.mandatory && !values.has(spec.name.toLowerCase()) && inSet(spec, specs, values),
    ),
  }
}

function looseSpec(specs: readonly Spec[], name: string, activity: string, loose: boolean): Spec | null {
  if (!loose) return findSpec(specs, name, activity)
  try {
    return findSpec(specs, name, activity, [])
  } catch (problem) {
    if (problem instanceof Failure && problem.error.record.errorId === 'NamedParameterNotFound') return null
    throw problem
  }
}

function byPosition(
  specs: readonly Spec[],
  positional: readonly { value: Datum; written: string | null }[],
  values: Map<string, Datum>,
  activity: string,
  now: () => number,
  loose: boolean,
): Datum[] {
  const rest: Datum[] = []
  const taker = specs.find((one) => one.rest)
  for (const { value, written } of positional) {
    const place = specs
      .filter(
        (spec) =>
          spec.position !== undefined &&
          !spec.rest &&
          !values.has(spec.name.toLowerCase()) &&
          inSet(spec, specs, values),
      )
      .sort((a, b) => (a.position ?? 0) - (b.position ?? 0))[0]
    if (place) values.set(place.name.toLowerCase(), transformed(place, value, written, activity, now))
    else if (taker || loose)
      rest.push(written !== null && taker?.type === 'System.String[]' ? written : value)
    else
      throw bindingError(
        `A positional parameter cannot be found that accepts argument '${textOf(value)}'.`,
        'PositionalParameterNotFound',
        activity,
      )
  }
  if (!taker || values.has(taker.name.toLowerCase()) || rest.length === 0) return taker ? [] : rest
  values.set(taker.name.toLowerCase(), transformed(taker, rest, null, activity, now))
  return []
}

/** Whether a parameter belongs to a set that what is given allows. */
function inSet(spec: Spec, specs: readonly Spec[], values: ReadonlyMap<string, Datum>): boolean {
  if (!spec.sets) return true
  const allowed = allowedSets(specs, values)
  return allowed === null || spec.sets.some((name) => allowed.has(name))
}

/** The sets to which everything that is given belongs; null where there are no sets. */
function allowedSets(specs: readonly Spec[], values: ReadonlyMap<string, Datum>): Set<string> | null {
  let allowed: Set<string> | null = null
  for (const spec of specs) {
    if (!spec.sets || !values.has(spec.name.toLowerCase())) continue
    const before = allowed as Set<string> | null
    allowed = new Set(spec.sets.filter((name) => before?.has(name) ?? true))
  }
  return allowed
}

/** Refuses parameters of different sets together. */
export function checkSets(
  specs: readonly Spec[],
  values: ReadonlyMap<string, Datum>,
  activity: string,
): void {
  if (allowedSets(specs, values)?.size === 0)
    throw bindingError(
      'Parameter set cannot be resolved using the specified named parameters.',
      'AmbiguousParameterSet',
      activity,
    )
}

export function missingMandatory(names: readonly string[], activity: string): Failure {
  return bindingError(
    `Cannot process command because of one or more missing mandatory parameters: ${names.join(' ')}.`,
    'MissingMandatoryParameter',
    activity,
  )
}
