import type { Command } from '../../command'
import type { Value } from '../../value'
import { bindArguments, checkSets, transformed } from '../bind/bind'
import { hostSpecs } from '../bind/host-specs'
import { identityOf, toShellValue } from '../bind/shell-value'
import type { Given, Spec } from '../bind/spec'
import type { HostCommand, HostOutcome } from '../host'
import { truth } from '../values/convert'
import { type Datum, PSObject, typeOf } from '../values/datum'
import { fromHost } from '../values/from-host'
import { type Failure, failure, scriptError } from '../values/script-error'
import { textOf } from '../values/text'
import type { Running } from './builtin'
import { withCommon } from './common-parameters'
import { askForMissing } from './invoke'
import type { Context } from './machine'
import { property } from './properties'
import { confirmed, onlyTries } from './should-process'
import { type Step, wait } from './step'

/** A command of the site at work: it is asked once, or once for every object that comes in. */
export function* openHostCommand(
  known: HostCommand,
  written: string,
  given: readonly Given[],
  c: Context,
  piped: boolean,
): Step<Running> {
  if (known.program) return program(known, written, given, c)
  const specs = hostSpecs(known)
  const bound = bindArguments(specs, given, known.name, c.machine.now)
  checkSets(specs, bound.values, known.name)
  const takers = specs.filter(
    (spec) => (spec.byPropertyName || spec.fromPipeline) && !bound.values.has(spec.name.toLowerCase()),
  )
  const missing = [...bound.missing, ...alsoMissing(known, specs, bound.values)]
  const asked = piped ? missing.filter((one) => !takers.includes(one)) : missing
  yield* askForMissing(asked, bound.values, c, known.name)
  return withCommon(known.name, bound.common, c, (inner) => ({
    *process(item) {
      const values = new Map(bound.values)
      for (const spec of takersOf(takers, item)) {
        const value = taken(spec, item)
        if (value !== undefined && value !== null)
          values.set(spec.name.toLowerCase(), transformed(spec, value, null, known.name, c.machine.now))
      }
      const missing = specs.filter(
        (one) => bound.missing.includes(one) && !values.has(one.name.toLowerCase()),
      )
      if (missing.length > 0 || (takers.length > 0 && values.size === bound.values.size)) {
        yield* inner.errors(
          scriptError(
            'The input object cannot be bound to any parameters for the command either because the command does not take pipeline input or the input and its properties do not match any of the parameters that take pipeline input.',
            'InputObjectNotBound',
            {
              category: 'InvalidArgument',
              activity: known.name,
              exception: 'System.Management.Automation.ParameterBindingException',
              position: c.position,
            },
          ),
        )
        return
      }
      yield* carryOut(known, commandOf(known, specs, values, bound.common), bound.common, inner)
    },
    *end() {
      if (!piped)
        yield* carryOut(known, commandOf(known, specs, bound.values, bound.common), bound.common, inner)
    },
  }))
}

function alsoMissing(
  { alsoMandatory }: HostCommand,
  specs: readonly Spec[],
  values: ReadonlyMap<string, Datum>,
): readonly Spec[] {
  const names = alsoMandatory?.(new Set(values.keys())) ?? []
  return specs.filter(({ name }) => names.includes(name) && !values.has(name.toLowerCase()))
}

/**
 * Of several parameters that take a whole object, the one that is named for its kind: a database goes to -Database,
 * not to -Server; what none is named for goes to -Identity.
 */
function takersOf(takers: readonly Spec[], item: Datum): readonly Spec[] {
  const whole = takers.filter(({ fromPipeline }) => fromPipeline)
  if (whole.length < 2) return takers
  const kind = typeOf(item).toLowerCase()
  const named = whole.filter(({ name }) => kind.endsWith(name.toLowerCase()))
  const meant = named.length > 0 ? named : whole.filter(({ name }) => name === 'Identity')
  return meant.length > 0 ? takers.filter((one) => !whole.includes(one) || meant.includes(one)) : takers
}

function taken(spec: Spec, item: Datum): Datum | undefined {
  const named =
    spec.byPropertyName && item instanceof PSObject
      ? [spec.name, ...(spec.aliases ?? [])]
          .map((name) => property(item, name))
          .find((one) => one !== undefined)
      : undefined
  if (named !== undefined) return named
  if (spec.fromPipeline) return item
  if (!spec.byPropertyName || spec.name.toLowerCase() !== 'identity') return undefined
  return item instanceof PSObject ? (identityOf(item) ?? undefined) : item
}

function commandOf(
  known: HostCommand,
  specs: readonly Spec[],
  values: ReadonlyMap<string, Datum>,
  common: ReadonlyMap<string, Datum>,
): Command {
  const args: Record<string, Value> = Object.create(null) as Record<string, Value>
  for (const spec of specs) {
    const value = values.get(spec.name.toLowerCase())
    if (values.has(spec.name.toLowerCase())) args[spec.name] = toShellValue(value ?? null, spec.type)
  }
  const confirm = common.get('confirm')
  if (confirm !== undefined && Object.hasOwn(known.parameters, 'Confirm'))
    args.Confirm = { kind: 'switch', present: truth(confirm) }
  return { name: known.name, arguments: { ...args } }
}

function* carryOut(
  known: HostCommand,
  command: Command,
  common: ReadonlyMap<string, Datum>,
  c: Context,
): Step<void> {
  const { host, signal, waitsForNothing } = c.machine
  if (waitsForNothing)
    throw failure(`A ScriptProperty cannot run ${known.name}.`, 'NotSupported', {
      category: 'InvalidOperation',
    })
  if (onlyTries(common, c)) {
    const tried = yield* wait(host.whatIf(command, signal))
    if (!tried.ok) return yield* c.errors(hostError(tried.error, known, c))
    for (const text of tried.value)
      c.machine.write({ stream: 'host', text: `What if: ${text}`, newline: true })
    return
  }
  const target = command.arguments.Identity ?? command.arguments.Name ?? ''
  if (truth(common.get('confirm')) && !(yield* confirmed(`${command.name} on "${String(target)}".`, c)))
    return
  const result = yield* wait(host.execute(command, signal))
  if (!result.ok) return yield* c.errors(hostError(result.error, known, c))
  yield* passOn(result.value, known, common, c)
}

function hostError(
  error: {
    message: string
    errorId: string
    category: Failure['error']['record']['category']
    target?: string
  },
  known: HostCommand,
  c: Context,
) {
  const made = scriptError(error.message, error.errorId, {
    category: error.category,
    activity: known.name,
    position: c.position,
    exception: `Microsoft.Exchange.Configuration.Tasks.${error.errorId}`,
    subject: error.target ?? null,
  })
  return { ...made, record: { ...made.record, ...error } }
}

function* passOn(
  { output = [], pages, warnings = [], errors = [] }: HostOutcome,
  known: HostCommand,
  common: ReadonlyMap<string, Datum>,
  c: Context,
): Step<void> {
  const quiet = /^(silentlycontinue|ignore)$/i.test(
    textOf(common.get('warningaction') ?? c.scope.find('warningpreference')?.value ?? null),
  )
  if (!quiet) for (const message of warnings) c.machine.write({ stream: 'warning', message })
  for (const error of errors) yield* c.errors(hostError(error, known, c))
  for (const one of output) yield* c.out(fromHost(one, typeOfOutput(known)))
  if (pages) yield* passPages(pages, known, c)
}

/** Exchange's objects turn into their identity where text is wanted; those of no known type do, too. */
const typeOfOutput = ({ name, outputType }: HostCommand) =>
  outputType ?? `Microsoft.Exchange.Data.${name.split('-')[1] ?? name}`

/** Each page as the pipeline takes it. A pipeline that has enough, fails or is stopped closes what it reads from. */
function* passPages(pages: NonNullable<HostOutcome['pages']>, known: HostCommand, c: Context): Step<void> {
  try {
    let next = yield* wait(pages.next())
    for (; !next.done; next = yield* wait(pages.next()))
      for (const one of next.value) yield* c.out(fromHost(one, typeOfOutput(known)))
    if (next.value) yield* c.errors(hostError(next.value, known, c))
  } finally {
    pages.return(undefined).catch(() => undefined)
  }
}

/** `/roles:mb,ht,ca` is a list to PowerShell, and reaches a program with its commas. */
function wordOf(value: Datum): string {
  return Array.isArray(value) ? value.map((one) => textOf(one)).join(',') : textOf(value)
}

/** setup.exe: its words go on as they were written. */
function program(known: HostCommand, written: string, given: readonly Given[], c: Context): Running {
  const words = given.map((one) => (one.kind === 'name' ? one.text : (one.written ?? wordOf(one.value))))
  return {
    *process() {},
    *end() {
      const result = yield* wait(
        c.machine.host.execute({ name: written, positional: words, arguments: {} }, c.machine.signal),
      )
      c.machine.lastExitCode = result.ok ? 0 : 1
      if (!result.ok) yield* c.errors(hostError(result.error, known, c))
      else yield* passOn(result.value, known, new Map(), c)
    },
  }
}
