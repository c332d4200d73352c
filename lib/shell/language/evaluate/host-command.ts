import type { Command } from '../../command'
import type { Value } from '../../value'
import { bindArguments, checkSets, transformed } from '../bind/bind'
import { hostSpecs } from '../bind/host-specs'
import { toShellValue } from '../bind/shell-value'
import type { Given, Spec } from '../bind/spec'
import type { HostCommand, HostOutcome } from '../host'
import { truth } from '../values/convert'
import { type Datum, PSObject } from '../values/datum'
import { fromHost } from '../values/from-host'
import { type Failure, scriptError } from '../values/script-error'
import { textOf } from '../values/text'
import type { Running } from './builtin'
import { askForMissing } from './invoke'
import type { Context } from './machine'
import { property } from './members'
import { withCommon } from './pipeline'
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
  if (!piped) yield* askForMissing(bound.missing, bound.values, c, known.name)
  else
    yield* askForMissing(
      bound.missing.filter((one) => !takers.includes(one)),
      bound.values,
      c,
      known.name,
    )
  return withCommon(known.name, bound.common, c, (inner) => ({
    *process(item) {
      const values = new Map(bound.values)
      for (const spec of takers) {
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

function taken(spec: Spec, item: Datum): Datum | undefined {
  const named =
    spec.byPropertyName && item instanceof PSObject
      ? [spec.name, ...(spec.aliases ?? [])]
          .map((name) => property(item, name))
          .find((one) => one !== undefined)
      : undefined
  if (named !== undefined) return named
  if (spec.fromPipeline) return item
  return spec.byPropertyName && spec.name.toLowerCase() === 'identity' && typeof item === 'string'
    ? item
    : undefined
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
  const { host, signal } = c.machine
  if (truth(common.get('whatif'))) {
    const tried = yield* wait(host.whatIf(command, signal))
    if (!tried.ok) return yield* c.errors(hostError(tried.error, known, c))
    for (const text of tried.value)
      c.machine.write({ stream: 'host', text: `What if: ${text}`, newline: true })
    return
  }
  if (truth(common.get('confirm')) && !(yield* confirmed(command, c))) return
  const result = yield* wait(host.execute(command, signal))
  if (!result.ok) return yield* c.errors(hostError(result.error, known, c))
  yield* passOn(result.value, known, common, c)
}

function* confirmed(command: Command, c: Context): Step<boolean> {
  const target = command.arguments.Identity ?? command.arguments.Name ?? ''
  const answer = yield* wait(
    c.machine.host.ask(
      {
        kind: 'confirm',
        caption: 'Confirm',
        prompt: `Are you sure you want to perform this action?\n${command.name} on "${String(target)}".`,
      },
      c.machine.signal,
    ),
  )
  return answer.kind === 'confirm' && answer.choice.startsWith('yes')
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
  { output = [], warnings = [], errors = [] }: HostOutcome,
  known: HostCommand,
  common: ReadonlyMap<string, Datum>,
  c: Context,
): Step<void> {
  const quiet = /^(silentlycontinue|ignore)$/i.test(
    textOf(common.get('warningaction') ?? c.scope.find('warningpreference')?.value ?? null),
  )
  if (!quiet) for (const message of warnings) c.machine.write({ stream: 'warning', message })
  for (const error of errors) yield* c.errors(hostError(error, known, c))
  if (Symbol.asyncIterator in output) {
    const objects = output[Symbol.asyncIterator]()
    try {
      for (let next = yield* wait(objects.next()); !next.done; next = yield* wait(objects.next()))
        yield* c.out(fromHost(next.value, known.outputType))
    } finally {
      void objects.return?.()
    }
  } else for (const one of output) yield* c.out(fromHost(one, known.outputType))
}

/** ARRConfig, setup.exe: their words go on as they were written. */
function program(known: HostCommand, written: string, given: readonly Given[], c: Context): Running {
  const words = given.map((one) => (one.kind === 'name' ? one.text : (one.written ?? textOf(one.value))))
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
