import type { Node } from 'web-tree-sitter'
import type { Element, Expression, Redirection, Stage, Statement } from './ast'
import { buildBlock } from './build-block'
import { buildExpression, typeName } from './build-expression'
import { type Building, Unreadable } from './building'
import { isDash } from './characters'
import { unquoted } from './text'

export function buildStatements(list: Node, b: Building): Statement[] {
  const built: Statement[] = []
  for (const node of b.named(list)) {
    const before = built.at(-1)
    if (node.type === 'empty_statement' || node.type === 'label') continue
    const label =
      node.previousSibling?.type === 'label' ? b.slice(node.previousSibling).slice(1).toLowerCase() : ''
    if (
      before &&
      node.type === 'pipeline' &&
      b.source.slice(before.end, b.extent(node).start).trim() === '' &&
      before.kind === 'pipeline' &&
      before.end === b.extent(node).start
    )
      throw new Unreadable(
        `Unexpected token '${firstWord(b.slice(node))}' in expression or statement.`,
        'UnexpectedToken',
        b.extent(node),
      )
    built.push(buildStatement(node, b, label))
  }
  return built
}

function firstWord(text: string): string {
  return /^\S+/.exec(text)?.[0].slice(0, 60) ?? ''
}

function bodyOf(node: Node | undefined, b: Building): Statement[] {
  const list = node ? b.named(node).find(({ type }) => type === 'statement_list') : undefined
  return list ? buildStatements(list, b) : []
}

export function buildStatement(node: Node, b: Building, label = ''): Statement {
  const at = { ...b.extent(node), source: b.source }
  const parts = b.named(node)
  const find = (type: string) => parts.find((one) => one.type === type)
  const inner = (type: string) => {
    const found = find(type)
    const child = found && b.named(found)[0]
    return child ? buildStatement(child, b) : null
  }
  const pipe = () => {
    const found = find('pipeline') ?? find('while_condition')
    if (!found) throw new Unreadable('A condition is missing.', 'MissingCondition', at)
    return buildStatement(found.type === 'pipeline' ? found : (b.named(found)[0] ?? found), b)
  }
  const block = () => bodyOf(find('statement_block'), b)
  switch (node.type) {
    case 'pipeline':
    case 'assignment_value':
      return pipeline(node, b)
    case 'assignment_expression':
      return assignment(node, b)
    case 'if_statement':
      return ifStatement(node, b)
    case 'foreach_statement': {
      const variable = find('variable')
      if (!variable) break
      return {
        ...at,
        kind: 'foreach',
        label,
        variable: buildExpression(variable, b),
        of: pipe(),
        body: block(),
      }
    }
    case 'for_statement':
      return {
        ...at,
        kind: 'for',
        label,
        first: inner('for_initializer'),
        when: inner('for_condition'),
        next: inner('for_iterator'),
        body: block(),
      }
    case 'while_statement':
      return { ...at, kind: 'while', label, when: pipe(), body: block() }
    case 'do_statement':
      return {
        ...at,
        kind: 'do',
        label,
        until: node.children.some((one) => one?.type === 'until'),
        when: pipe(),
        body: block(),
      }
    case 'switch_statement':
      return switchStatement(node, b, label)
    case 'try_statement':
      return tryStatement(node, b)
    case 'trap_statement': {
      const type = find('type_literal')
      return { ...at, kind: 'trap', type: type ? typeName(type, b) : null, body: block() }
    }
    case 'flow_control_statement':
      return flowControl(node, b)
    case 'function_statement': {
      const name = find('function_name')
      if (!name) break
      return {
        ...at,
        kind: 'function',
        name: b.slice(name),
        filter: node.child(0)?.type === 'filter',
        block: buildBlock(node, b),
      }
    }
  }
  throw new Unreadable(
    `The statement '${firstWord(b.slice(node))}' is not supported in this shell.`,
    'NotSupported',
    at,
  )
}

function pipeline(node: Node, b: Building): Statement {
  const at = { ...b.extent(node), source: b.source }
  const parts = b.named(node)
  const [first] = parts
  if (first?.type === 'assignment_expression') return assignment(first, b)
  if (first?.type !== 'pipeline_chain') return { ...at, kind: 'pipeline', stages: [] }
  const chain = parts.find(({ type }) => type === 'pipeline_chain_tail')
  if (chain)
    throw new Unreadable(
      `The token '${b.slice(chain)}' is not a valid statement separator in this version.`,
      'InvalidEndOfLine',
      b.extent(chain),
    )
  const stages: Stage[] = []
  for (const part of b.named(first)) {
    if (part.type === 'command') stages.push(command(part, b))
    else if (part.type !== 'redirections')
      stages.push({
        ...b.extent(part),
        source: b.source,
        kind: 'expression',
        value: buildExpression(part, b),
        redirections: [],
      })
    else {
      const last = stages.pop()
      if (last) stages.push({ ...last, redirections: b.named(part).map((one) => redirection(one, b)) })
    }
  }
  return { ...at, kind: 'pipeline', stages }
}

function assignment(node: Node, b: Building): Statement {
  const at = { ...b.extent(node), source: b.source }
  const [target, sign, ...values] = b.named(node)
  const value = node.childForFieldName('value') ?? values.at(-1)
  if (!target || !sign || !value)
    throw new Unreadable(
      "You must provide a value expression following the '=' operator.",
      'ExpectedValueExpression',
      at,
    )
  const label = value.type === 'label' ? b.slice(value).slice(1) : ''
  const left = buildExpression(target, b)
  if (!assignable(left))
    throw new Unreadable(
      'The assignment expression is not valid. The input to an assignment operator must be an object that is able to accept assignments, such as a variable or a property.',
      'InvalidLeftHandSide',
      left,
    )
  return {
    ...at,
    kind: 'assign',
    op: sign.text,
    target: left,
    value: buildStatement(label ? (values.at(-1) ?? value) : value, b, label),
  }
}

function assignable(target: Expression): boolean {
  if (target.kind === 'list') return target.items.every(assignable)
  if (target.kind === 'cast') return assignable(target.operand)
  return target.kind === 'variable' || target.kind === 'member' || target.kind === 'index'
}

function ifStatement(node: Node, b: Building): Statement {
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

function switchStatement(node: Node, b: Building, label: string): Statement {
  const at = { ...b.extent(node), source: b.source }
  const parts = b.named(node)
  const flags = parts
    .filter(({ type }) => type === 'switch_parameters')
    .flatMap((one) => one.text.toLowerCase().split(/\s+/))
  const condition = parts.find(({ type }) => type === 'switch_condition')
  const on = condition && b.named(condition).find(({ type }) => type === 'pipeline')
  if (!on) throw new Unreadable('switch -File is not supported in this shell.', 'NotSupported', at)
  const list = parts.find(({ type }) => type === 'switch_body')
  const clauses = (list ? b.named(list) : [])
    .flatMap((body) => b.named(body))
    .map((clause) => {
      const [when, block] = b.named(clause)
      const isDefault = when && b.slice(when).toLowerCase() === 'default'
      return { when: when && !isDefault ? buildExpression(when, b) : null, body: bodyOf(block, b) }
    })
  return { ...at, kind: 'switch', label, flags, on: buildStatement(on, b), clauses }
}

function tryStatement(node: Node, b: Building): Statement {
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

function flowControl(node: Node, b: Building): Statement {
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

function redirection(node: Node, b: Building): Redirection {
  const [sign, file] = b.named(node)
  const named = file && (b.named(file)[0] ?? file)
  return { sign: sign?.text ?? '', file: named ? buildExpression(named, b) : null }
}

function command(node: Node, b: Building): Stage {
  const at = { ...b.extent(node), source: b.source }
  const parts = b.named(node)
  const operator = parts.find(({ type }) => type === 'command_invocation_operator')
  const nameNode = parts.find(({ type }) => type === 'command_name' || type === 'command_name_expr')
  if (!nameNode) throw new Unreadable('A command name is missing.', 'MissingCommandName', at)
  const list = parts.find(({ type }) => type === 'command_elements')
  const redirections: Redirection[] = []
  const elements: Element[] = []
  for (const one of list ? b.named(list) : []) {
    if (one.type === 'redirection') redirections.push(redirection(one, b))
    else elements.push(element(one, b))
  }
  return {
    ...at,
    kind: 'command',
    name: commandName(nameNode, b),
    call: operator ? (operator.text.trim() === '&' ? '&' : '.') : '',
    elements,
    redirections,
  }
}

function commandName(node: Node, b: Building): Expression {
  const at = { ...b.extent(node), source: b.source }
  const [inner] = b.named(node)
  if (node.type === 'command_name_expr' && inner && !/^(path_)?command_name$/.test(inner.type))
    return buildExpression(inner, b)
  const variable = inner?.type === 'path_command_name' ? b.named(inner)[0] : undefined
  if (variable?.type === 'variable') return buildExpression(variable, b)
  const { text } = unquoted(b.source.slice(at.start, at.end))
  return { ...at, kind: 'text', text: [...text].map((c) => (isDash(c) ? '-' : c)).join(''), bare: true }
}

function element(node: Node, b: Building): Element {
  const at = b.extent(node)
  const text = b.source.slice(at.start, at.end)
  if (node.type !== 'command_parameter') return { ...at, kind: 'argument', value: buildExpression(node, b) }
  const colon = text.endsWith(':')
  return { ...at, kind: 'parameter', name: text.slice(1, colon ? -1 : undefined), colon, text }
}
