import { type BoundArguments, bindArguments, checkSets, missingMandatory, transformed } from '../bind/bind'
import { declaredSpecs } from '../bind/declared'
import type { Given, Spec } from '../bind/spec'
import type { Block } from '../parse/ast'
import { type Datum, Hashtable, type ScriptBlock, Secure } from '../values/datum'
import { evaluate } from './expression'
import { Return } from './flow'
import { type Context, within } from './machine'
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
  const scope = newScope ? new Scope(home) : c.scope
  const { parameters, beginBlock: begin, processBlock: process, endBlock: end } = block.block
  const outer = scope.variables.get('_')
  if (item !== undefined) scope.variables.set('_', { name: '_', value: item, type: null })
  const inner = { ...c, scope }
  yield* within(c.machine, function* () {
    if (parameters) {
      const specs = yield* declaredSpecs(block.block, inner)
      const given = args.map((value): Given => ({ kind: 'value', value, written: null }))
      const bound = bindArguments(specs, given, '', c.machine.now, true)
      yield* place(specs, block.block, bound, inner, '')
    } else if (newScope) scope.set('args', [...args])
    try {
      if (begin) yield* runStatements(begin, inner)
      if (process) yield* runStatements(process, inner)
      if (end) yield* runStatements(end, inner)
    } catch (problem) {
      if (!(problem instanceof Return)) throw problem
    } finally {
      if (outer) scope.variables.set('_', outer)
      else if (!newScope) scope.variables.delete('_')
    }
  })
}

/** Sets the variables of a block's parameters: what is bound, what is asked for, what is standard. */
export function* place(
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
