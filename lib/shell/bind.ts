import type { Command } from './command'
import { errorRecord } from './error-record'
import type { Bound, ParameterTable } from './parameter'
import { fail, ok, type Result } from './result'
import type { Value } from './value'

/**
 * PowerShell's parameter binding: full names, aliases and unambiguous abbreviations, then positions, then
 * conversion, then what is mandatory. Errors are PowerShell's own; `target` names the parameter.
 */
export function bind<P extends ParameterTable>(
  { name, positional = [], arguments: args }: Command,
  table: P,
): Result<Bound<P>> {
  const given = new Map<string, Value>()
  for (const [written, value] of Object.entries(args)) {
    const found = findParameter(table, written)
    if (!found.ok) return found
    if (given.has(found.value)) return alreadyBound(found.value)
    given.set(found.value, value)
  }
  const places = Object.entries(table)
    .filter(([key, { position }]) => position !== undefined && !given.has(key))
    .sort(([, a], [, b]) => (a.position ?? 0) - (b.position ?? 0))
  for (const [index, value] of positional.entries()) {
    const place = places[index]
    if (!place) return noSuchPosition(name, value)
    given.set(place[0], value)
  }
  return convert(name, table, given)
}

function convert<P extends ParameterTable>(
  name: string,
  table: P,
  given: Map<string, Value>,
): Result<Bound<P>> {
  const bound: Record<string, unknown> = {}
  for (const [key, value] of given) {
    const result = table[key]?.parse(value)
    if (result && !result.ok) return fail({ ...result.error, target: result.error.target ?? key })
    bound[key] = result?.value
  }
  const missing = Object.keys(table).filter((key) => table[key]?.mandatory && !given.has(key))
  if (missing.length > 0)
    return fail(
      errorRecord(
        'InvalidArgument',
        'MissingMandatoryParameter',
        `Cannot process command because of one or more missing mandatory parameters: ${missing.join(' ')}.`,
        { target: missing[0], recommendedAction: `Give ${name} a value for -${missing[0]}.` },
      ),
    )
  return ok(bound as Bound<P>)
}

/** The table's own spelling of a parameter that was written in full, by alias or abbreviated. */
function findParameter(table: ParameterTable, written: string): Result<string> {
  const wanted = written.toLowerCase()
  const names = Object.entries(table).map(([key, { aliases = [] }]) => ({
    key,
    all: [key, ...aliases].map((n) => n.toLowerCase()),
  }))
  const exact = names.find(({ all }) => all.includes(wanted))
  if (exact) return ok(exact.key)
  const matches = names.filter(({ all }) => all.some((candidate) => candidate.startsWith(wanted)))
  if (matches.length === 1 && matches[0]) return ok(matches[0].key)
  const [errorId, message] =
    matches.length === 0
      ? ['NamedParameterNotFound', `A parameter cannot be found that matches parameter name '${written}'.`]
      : [
          'AmbiguousParameter',
          `Parameter cannot be processed because the parameter name '${written}' is ambiguous. Possible matches include: ${matches.map(({ key }) => `-${key}`).join(' ')}.`,
        ]
  return fail(errorRecord('InvalidArgument', errorId, message, { target: written }))
}

function alreadyBound(parameter: string): Result<never> {
  return fail(
    errorRecord(
      'InvalidArgument',
      'ParameterAlreadyBound',
      `Cannot bind parameter because parameter '${parameter}' is specified more than once.`,
      { target: parameter },
    ),
  )
}

function noSuchPosition(name: string, value: Value): Result<never> {
  return fail(
    errorRecord(
      'InvalidArgument',
      'PositionalParameterNotFound',
      `A positional parameter cannot be found that accepts argument '${String(value)}'.`,
      { recommendedAction: `Name the parameter of ${name} that this value is for.` },
    ),
  )
}
