import { type BoundArguments, bindArguments, checkSets, missingMandatory, transformed } from '../bind/bind'
import { declaredSpecs } from '../bind/declared'
import type { Given, Spec } from '../bind/spec'
import type { Block } from '../parse/ast'
import { type Datum, Hashtable, type ScriptBlock, Secure } from '../values/datum'
import type { Running } from './builtin'
import { evaluate } from './expression'
import { Return } from './flow'
import { type Context, within } from './machine'
import { property } from './members'
import { Scope } from './scope'
import { runStatements } from './statement'
import { type Step, wait } from './step'

/** Runs a script block with arguments; `item` is its `$_`. */
export function* invokeBlock(
  block: ScriptBlock,
  args: readonly Datum[],
  item: Datum | undefined,
  c: Context,
  newScope = true,
): Step<void> {
  const home = block.scope instanceof Scope ? block.scope : c.scope
  const scope = newScope ? new Scope(block.block.parameters || args.length > 0 ? home : home) : c.scope
  const { parameters, beginBlock: begin, processBlock: process, endBlock: end } = block.block
  if (item !== undefined) scope.set('_', item)
  const inner = { ...c, scope }
  yield* within(c.machine, function* () {
    if (parameters) {
      const specs = yield* declaredSpecs(block.block, inner)
      const given = args.map((value): Given => ({ kind: 'value', value, written: null }))
      const bound = bindArguments(specs, given, '', c.machine.now, true)
      yield* place(specs, block.block, bound, inner, '')
    } else scope.set('args', [...args])
    try {
      if (begin) yield* runStatements(begin, inner)
      if (process) yield* runStatements(process, inner)
      if (end) yield* runStatements(end, inner)
    } catch (problem) {
      if (!(problem instanceof Return)) throw problem
    }
  })
}

/** Sets the variables of a block's parameters: what is bound, what is asked for, what is standard. */
function* place(
  specs: readonly Spec[],
  block: Block,
  bound: BoundArguments,
  c: Context,
  activity: string,
): Step<void> {
  checkSets(specs, bound.values, activity)
  yield* askForMissing(
    bound.missing.filter((one) => !one.fromPipeline || activity === ''),
    bound.values,
    c,
    activity,
  )
  for (const declared of block.parameters ?? []) {
    const key = declared.name.toLowerCase()
    const spec = specs.find(({ name }) => name.toLowerCase() === key)
    const given = bound.values.get(key)
    const value =
      given !== undefined || bound.values.has(key)
        ? (given ?? null)
        : declared.standard
          ? yield* evaluate(declared.standard, c)
          : spec?.type.endsWith('SwitchParameter')
            ? false
            : spec?.type === 'System.String'
              ? ''
              : spec?.type === 'System.Int32'
                ? 0
                : spec?.type === 'System.Boolean'
                  ? false
                  : null
    c.scope.variables.set(key, { name: declared.name, value, type: null })
  }
  c.scope.set('args', [...bound.rest])
  const table = new Hashtable()
  for (const spec of specs)
    if (bound.values.has(spec.name.toLowerCase()))
      table.set(spec.name, bound.values.get(spec.name.toLowerCase()) ?? null)
  c.scope.set('PSBoundParameters', table)
}

/** Mandatory parameters that were not given are asked for one by one, as the console does; a default does not answer. */
export function* askForMissing(
  missing: readonly Spec[],
  values: Map<string, Datum>,
  c: Context,
  activity: string,
): Step<void> {
  const names = missing.map(({ name }) => name)
  for (const spec of missing) {
    const secret = spec.type.endsWith('SecureString')
    const more = { parameter: spec.name, ...(spec.help ? { help: spec.help } : {}) }
    const answer = yield* wait(
      c.machine.host.ask(
        secret
          ? { kind: 'secret', prompt: `${spec.name}: `, ...more }
          : { kind: 'text', prompt: `${spec.name}: `, secret: false, ...more },
        c.machine.signal,
      ),
    )
    if (answer.kind === 'secret') values.set(spec.name.toLowerCase(), new Secure(answer.secret))
    else if (answer.kind === 'text')
      values.set(
        spec.name.toLowerCase(),
        transformed(
          spec,
          spec.type.endsWith('[]') ? [answer.text] : answer.text,
          answer.text,
          activity,
          c.machine.now,
        ),
      )
    else throw missingMandatory(names, activity)
  }
}

/** A function, a filter or a script in a pipeline. */
export function* openFunction(
  name: string,
  block: Block,
  filter: boolean,
  given: readonly Given[],
  c: Context,
  parent: Scope,
  piped: boolean,
  isScript = false,
  dotted = false,
): Step<Running> {
  const scope = dotted ? parent : new Scope(parent, isScript)
  const inner: Context = { ...c, scope }
  const specs = yield* declaredSpecs(block, inner)
  const bound = bindArguments(
    specs,
    given,
    name,
    c.machine.now,
    !block.advanced && !specs.some(({ help }) => help !== undefined),
  )
  const input: Datum[] = []
  const body = filter
    ? { begin: null, process: block.endBlock, end: null }
    : { begin: block.beginBlock, process: block.processBlock, end: block.endBlock }
  const takers = specs.filter((one) => one.fromPipeline || one.byPropertyName)
  const run = (statements: Block['endBlock'], item?: Datum) =>
    within(c.machine, function* () {
      if (!statements) return
      if (item !== undefined) {
        scope.set('_', item)
        for (const spec of takers) fromPipeline(spec, item, bound, inner, name)
      }
      try {
        yield* runStatements(statements, inner)
      } catch (problem) {
        if (!(problem instanceof Return)) throw problem
      }
    })
  return {
    *begin() {
      yield* place(specs, block, bound, inner, piped ? name : name)
      yield* run(body.begin)
    },
    *process(item) {
      if (body.process) yield* run(body.process, item)
      else input.push(item)
    },
    *end() {
      if (!piped && body.process) yield* run(body.process)
      if (input.length > 0) {
        for (const spec of takers) fromPipeline(spec, input.at(-1) ?? null, bound, inner, name)
        scope.set('input', input)
      }
      yield* run(body.end)
    },
  }
}

function fromPipeline(spec: Spec, item: Datum, bound: BoundArguments, c: Context, activity: string): void {
  const key = spec.name.toLowerCase()
  if (bound.values.has(key)) return
  const named = spec.byPropertyName
    ? [spec.name, ...(spec.aliases ?? [])].map((one) => property(item, one)).find((one) => one !== undefined)
    : undefined
  const value = named ?? (spec.fromPipeline ? item : undefined)
  if (value !== undefined) c.scope.set(spec.name, transformed(spec, value, null, activity, c.machine.now))
}
