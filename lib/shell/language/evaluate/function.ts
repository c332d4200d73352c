import { type BoundArguments, bindArguments, transformed } from '../bind/bind'
import { declaredSpecs } from '../bind/declared'
import type { Given, Spec } from '../bind/spec'
import type { Block } from '../parse/ast'
import { truth } from '../values/convert'
import { type Datum, ErrorDatum } from '../values/datum'
import { textOf } from '../values/text'
import type { Running } from './builtin'
import { keep } from './common-parameters'
import { Return } from './flow'
import { place } from './invoke'
import { type Context, within } from './machine'
import { property } from './properties'
import { Scope } from './scope'
import { runStatements } from './statement'
import type { Step } from './step'

/** How a block is called. */
export interface Manner {
  readonly piped?: boolean
  /** `. { }`: in the caller's own scope. */
  readonly dotted?: boolean
  /** The script's path on the drive. */
  readonly path?: string | null
  readonly isScript?: boolean
}

/** A function, a filter or a script in a pipeline. */
export function* openFunction(
  { name, block, filter }: { name: string; block: Block; filter: boolean },
  given: readonly Given[],
  c: Context,
  parent: Scope,
  manner: Manner,
): Step<Running> {
  const scope = manner.dotted ? parent : new Scope(parent, manner.isScript)
  const specs = yield* declaredSpecs(block, { ...c, scope })
  const loose = !block.advanced && !specs.some(({ help }) => help !== undefined)
  const bound = bindArguments(specs, given, name, c.machine.now, loose)
  setPreferences(bound.common, scope)
  const watched = watching(bound.common, c)
  const inner: Context = { ...watched.context, scope }
  const before = scope.invocation
  if (name !== '') scope.invocation = { name, path: manner.path ?? null }
  const running = atWork(name, block, filter, specs, bound, inner, manner.piped === true)
  return {
    ...running,
    *end() {
      try {
        yield* running.end()
      } finally {
        if (manner.dotted) scope.invocation = before
        watched.keep()
      }
    },
  }
}

/** -Verbose and its kin hold for all that a function calls. */
function setPreferences(common: ReadonlyMap<string, Datum>, scope: Scope): void {
  for (const [name, variable] of [
    ['verbose', 'VerbosePreference'],
    ['debug', 'DebugPreference'],
  ] as const)
    if (common.has(name)) scope.set(variable, truth(common.get(name)) ? 'Continue' : 'SilentlyContinue')
  for (const [name, variable] of [
    ['erroraction', 'ErrorActionPreference'],
    ['warningaction', 'WarningPreference'],
  ] as const)
    if (common.has(name)) scope.set(variable, textOf(common.get(name) ?? null))
  if (common.has('confirm')) scope.set('ConfirmPreference', truth(common.get('confirm')) ? 'Low' : 'None')
  if (common.has('whatif')) scope.set('WhatIfPreference', truth(common.get('whatif')))
}

/** -OutVariable and -ErrorVariable of a function. */
function watching(common: ReadonlyMap<string, Datum>, c: Context): { context: Context; keep: () => void } {
  if (!common.has('outvariable') && !common.has('errorvariable')) return { context: c, keep() {} }
  const written: Datum[] = []
  const failures: Datum[] = []
  return {
    context: {
      ...c,
      *out(value) {
        written.push(value)
        yield* c.out(value)
      },
      *errors(error) {
        failures.push(new ErrorDatum(error))
        yield* c.errors(error)
      },
    },
    keep() {
      keep('outvariable', written, common, c)
      keep('errorvariable', failures, common, c)
    },
  }
}

function atWork(
  name: string,
  block: Block,
  filter: boolean,
  specs: readonly Spec[],
  bound: BoundArguments,
  inner: Context,
  piped: boolean,
): Required<Running> {
  const { scope } = inner
  const input: Datum[] = []
  const body = filter
    ? { begin: null, process: block.endBlock, end: null }
    : { begin: block.beginBlock, process: block.processBlock, end: block.endBlock }
  const takers = specs.filter((one) => one.fromPipeline || one.byPropertyName)
  const run = (statements: Block['endBlock'], item?: Datum) =>
    within(inner.machine, function* () {
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
      yield* place(specs, block, bound, inner, name)
      yield* run(body.begin)
    },
    *process(item) {
      if (body.process) yield* run(body.process, item)
      else {
        inner.machine.made(1)
        input.push(item)
      }
    },
    *end() {
      if (!piped && body.process) yield* run(body.process)
      if (piped) scope.set('input', input)
      if (input.length > 0)
        for (const spec of takers) fromPipeline(spec, input.at(-1) ?? null, bound, inner, name)
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
