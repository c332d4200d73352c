import type { Node } from 'web-tree-sitter'
import type { Expression, Statement } from './ast'
import { buildBlock } from './build-block'
import { flowControl, ifStatement, switchStatement, tryStatement } from './build-compound'
import { buildExpression, typeName } from './build-expression'
import { pipeline } from './build-pipeline'
import { type Building, Unreadable } from './building'

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

export function bodyOf(node: Node | undefined, b: Building): Statement[] {
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

export function assignment(node: Node, b: Building): Statement {
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
