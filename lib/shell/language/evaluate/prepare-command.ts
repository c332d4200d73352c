import type { Given } from '../bind/spec'
import type { Element, Stage } from '../parse/ast'
import { type Datum, elementsOf, Hashtable } from '../values/datum'
import { textOf } from '../values/text'
import { evaluate } from './expression'
import type { Context } from './machine'
import type { Step } from './step'
import { readVariable } from './variables'

type CommandStage = Extract<Stage, { kind: 'command' }>

/** A command whose arguments are evaluated and that waits for its place in the pipeline. */
export interface Prepared {
  readonly stage: CommandStage
  readonly name: Datum
  readonly given: readonly Given[]
}

/** Evaluates the name and the arguments, before anything of the pipeline begins. */
export function* prepare(stage: CommandStage, c: Context): Step<Prepared> {
  const name = yield* evaluate(stage.name, c)
  const given: Given[] = []
  for (const element of stage.elements) yield* addGiven(element, given, c)
  return { stage, name, given }
}

function* addGiven(element: Element, given: Given[], c: Context): Step<void> {
  if (element.kind === 'parameter') {
    given.push({ kind: 'name', name: element.name, colon: element.colon, text: element.text })
    return
  }
  const { value: e } = element
  if (e.kind === 'variable' && e.splat) {
    splat(readVariable(e, c), given)
    return
  }
  given.push({ kind: 'value', value: yield* evaluate(e, c), written: e.kind === 'number' ? e.text : null })
}

/** `@params`: a hashtable gives names, an array gives values. */
function splat(value: Datum, given: Given[]): void {
  if (value instanceof Hashtable)
    for (const { key, value: one } of value.entries.values())
      given.push(
        { kind: 'name', name: textOf(key), colon: true, text: `-${textOf(key)}` },
        { kind: 'value', value: one, written: null },
      )
  else for (const one of elementsOf(value)) given.push({ kind: 'value', value: one, written: null })
}
