import type { Expression, Statement } from '../parse/ast'
import { areEqual } from '../values/compare'
import { truth } from '../values/convert'
import { collected, type Datum, ScriptBlock } from '../values/datum'
import { decodeText } from '../values/encoding'
import { execute, regex, wildcard } from '../values/pattern'
import { textOf } from '../values/text'
import { evaluate, output } from './expression'
import { readFile, resolvePath } from './files'
import { Break, Continue } from './flow'
import { invokeBlock } from './invoke'
import type { Context } from './machine'
import { setMatches } from './operation'
import { runStatement, runStatements } from './statement'
import type { Step } from './step'

export function* switchStatement(s: Extract<Statement, { kind: 'switch' }>, c: Context): Step<void> {
  const on = yield* output(c, (inner) => runStatement(s.on, inner, true))
  const values = s.flags.includes('-file') ? yield* linesOf(textOf(collected(on)), c) : on
  for (const value of values.length ? values : [null]) {
    try {
      yield* switchOn(s, value, c)
    } catch (problem) {
      if (problem instanceof Continue && (problem.label === '' || problem.label === s.label)) continue
      if (problem instanceof Break && (problem.label === '' || problem.label === s.label)) return
      throw problem
    }
  }
}

function* linesOf(path: string, c: Context): Step<string[]> {
  const text = decodeText(yield* readFile(c.machine, resolvePath(c.machine, path)))
  return text === '' ? [] : text.replace(/\r?\n$/, '').split(/\r?\n/)
}

function* switchOn(s: Extract<Statement, { kind: 'switch' }>, value: Datum, c: Context): Step<void> {
  const before = c.scope.variables.get('_')?.value
  c.scope.set('_', value)
  try {
    let matched = false
    for (const { when, body } of s.clauses) {
      if (!when || !(yield* clauseMatches(when, value, s.flags, c))) continue
      matched = true
      yield* runStatements(body, c)
    }
    const otherwise = s.clauses.find(({ when }) => when === null)
    if (!matched && otherwise) yield* runStatements(otherwise.body, c)
  } finally {
    c.scope.set('_', before ?? null)
  }
}

function* clauseMatches(when: Expression, value: Datum, flags: readonly string[], c: Context): Step<boolean> {
  const wanted = yield* evaluate(when, c)
  if (wanted instanceof ScriptBlock)
    return truth(collected(yield* output(c, (inner) => invokeBlock(wanted, [], value, inner))))
  const caseSensitive = flags.includes('-casesensitive')
  if (flags.includes('-wildcard'))
    return execute(wildcard(textOf(wanted), caseSensitive), textOf(value)) !== null
  if (flags.includes('-regex')) {
    const found = execute(regex(textOf(wanted), caseSensitive), textOf(value))
    if (found) setMatches(found, c)
    return found !== null
  }
  return areEqual(value, wanted, caseSensitive)
}
