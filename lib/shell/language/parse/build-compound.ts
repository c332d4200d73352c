import type { Node } from 'web-tree-sitter'
import type { Expression, Statement } from './ast'
import { buildExpression, typeName } from './build-expression'
import { bodyOf, buildStatement } from './build-statement'
import { type Building, Unreadable } from './building'
import { unquoted } from './text'

export function ifStatement(node: Node, b: Building): Statement {
  const clauses: { when: Statement; body: Statement[] }[] = []
  let otherwise: Statement[] | null = null
  const add = (clause: Node) => {
    const when = b.named(clause).find(({ type }) => type === 'pipeline')
    const block = b.named(clause).find(({ type }) => type === 'statement_block')
    if (when) clauses.push({ when: buildStatement(when, b), body: bodyOf(block, b) })
  }
  add(node)
  for (const part of b.named(node)) {
    if (part.type === 'elseif_clauses') for (const one of b.named(part)) add(one)
    if (part.type === 'else_clause') otherwise = bodyOf(b.named(part)[0], b)
  }
  return { ...b.extent(node), source: b.source, kind: 'if', clauses, otherwise }
}

export function switchStatement(node: Node, b: Building, label: string): Statement {
  const at = { ...b.extent(node), source: b.source }
  const parts = b.named(node)
  const flags = parts
    .filter(({ type }) => type === 'switch_parameters')
    .flatMap((one) => one.text.toLowerCase().split(/\s+/))
  const condition = parts.find(({ type }) => type === 'switch_condition')
  const file = condition && b.named(condition).find(({ type }) => type === 'switch_filename')
  if (file) flags.push('-file')
  const piped = condition && b.named(condition).find(({ type }) => type === 'pipeline')
  const on = file ? fileName(file, b) : piped ? buildStatement(piped, b) : null
  if (!on) throw new Unreadable('The condition of the switch is missing.', 'MissingCondition', at)
  const list = parts.find(({ type }) => type === 'switch_body')
  const clauses = (list ? b.named(list) : [])
    .flatMap((body) => b.named(body))
    .map((clause) => {
      const [when, block] = b.named(clause)
      const isDefault = when && b.slice(when).toLowerCase() === 'default'
      return { when: when && !isDefault ? buildExpression(when, b) : null, body: bodyOf(block, b) }
    })
  return { ...at, kind: 'switch', label, flags, on, clauses }
}

/** `switch -File log.txt`: the name as an expression. */
function fileName(node: Node, b: Building): Statement {
  const at = { ...b.extent(node), source: b.source }
  const [inner] = b.named(node)
  const value: Expression = inner
    ? buildExpression(inner, b)
    : { ...at, kind: 'text', ...unquoted(b.slice(node)) }
  return { ...at, kind: 'pipeline', stages: [{ ...at, kind: 'expression', value, redirections: [] }] }
}

export function tryStatement(node: Node, b: Building): Statement {
  const at = { ...b.extent(node), source: b.source }
  const parts = b.named(node)
  const last = parts.find(({ type }) => type === 'finally_clause')
  const catches = parts
    .filter(({ type }) => type === 'catch_clauses')
    .flatMap((list) => b.named(list))
    .map((clause) => {
      const types = b.named(clause).find(({ type }) => type === 'catch_type_list')
      const block = b.named(clause).find(({ type }) => type === 'statement_block')
      return { types: types ? b.named(types).map((one) => typeName(one, b)) : [], body: bodyOf(block, b) }
    })
  if (catches.length === 0 && !last)
    throw new Unreadable(
      'The Try statement is missing its Catch or Finally block.',
      'MissingCatchOrFinally',
      { start: at.end, end: at.end + 1 },
    )
  return {
    ...at,
    kind: 'try',
    body: bodyOf(parts[0], b),
    catches,
    finally: last ? bodyOf(b.named(last)[0], b) : null,
  }
}

export function flowControl(node: Node, b: Building): Statement {
  const at = { ...b.extent(node), source: b.source }
  const word = (node.child(0)?.type ?? '').toLowerCase()
  const [value] = b.named(node)
  if (word === 'break' || word === 'continue') {
    const label = value && b.named(value)[0]
    return { ...at, kind: word, label: label ? buildExpression(label, b) : null }
  }
  const built = value ? buildStatement(value, b) : null
  if (word === 'throw') return { ...at, kind: 'throw', value: built }
  return word === 'exit' ? { ...at, kind: 'exit', value: built } : { ...at, kind: 'return', value: built }
}
