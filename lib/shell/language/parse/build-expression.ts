import type { Node } from 'web-tree-sitter'
import type { Expression, Statement } from './ast'
import { buildBlock } from './build-block'
import { buildStatement, buildStatements } from './build-statement'
import { type Building, Unreadable } from './building'
import { expandable, unquoted } from './text'

const binary = new Set(['logical', 'bitwise', 'comparison', 'additive', 'multiplicative', 'format', 'range'])

export function buildExpression(node: Node, b: Building): Expression {
  const at = { ...b.extent(node), source: b.source }
  const named = b.named(node)
  const [first, second] = named
  const family = node.type.replace(/(_argument)?_expression$/, '')
  if (binary.has(family) && node.type !== family && first && second) return operation(node, first, b)
  switch (node.type) {
    case 'unary_expression':
    case 'argument_expression':
    case 'string_literal':
    case 'integer_literal':
    case 'left_assignment_expression':
    case 'key_expression':
    case 'switch_clause_condition':
    case 'redirected_file_name':
    case 'bareword_argument_list':
      if (first) return buildExpression(first, b)
      break
    case 'expression_with_unary_operator':
    case 'pre_increment_expression':
    case 'pre_decrement_expression':
    case 'post_increment_expression':
    case 'post_decrement_expression':
      return unary(node, b)
    case 'decimal_integer_literal':
    case 'hexadecimal_integer_literal':
    case 'real_literal':
      return {
        ...at,
        kind: 'number',
        text: b.source.slice(at.start, at.end).replace(/^[\u2013-\u2015]/, '-'),
      }
    case 'verbatim_string_characters':
      return { ...at, kind: 'text', ...unquoted(b.source.slice(at.start, at.end)) }
    case 'simple_name':
      return { ...at, kind: 'text', text: b.source.slice(at.start, at.end), bare: true }
    case 'expandable_string_literal':
      return { ...at, kind: 'expandable', parts: stringParts(node, b) }
    case 'variable':
      return variable(node, b)
    case 'array_literal_expression':
      return { ...at, kind: 'list', items: named.map((one) => buildExpression(one, b)) }
    case 'array_expression':
      return { ...at, kind: 'array', body: within(node, b) }
    case 'sub_expression':
      return subExpression(node, b)
    case 'parenthesized_expression':
      if (first) return { ...at, kind: 'paren', body: buildStatement(first, b) }
      break
    case 'hash_literal_expression':
      return { ...at, kind: 'hash', entries: first ? hashEntries(first, b) : [] }
    case 'script_block_expression':
      return { ...at, kind: 'scriptBlock', block: buildBlock(node, b) }
    case 'cast_expression':
      if (first && second)
        return { ...at, kind: 'cast', type: typeName(first, b), operand: buildExpression(second, b) }
      break
    case 'type_literal':
      return { ...at, kind: 'type', type: typeName(node, b) }
    case 'invocation_expression':
      return first && !second ? buildExpression(first, b) : member(node, b)
    case 'member_access':
    case 'invocation_foreach_expression':
    case 'invocation_where_expression':
      return member(node, b)
    case 'element_access':
      if (first && second)
        return { ...at, kind: 'index', target: buildExpression(first, b), index: buildExpression(second, b) }
  }
  throw new Unreadable(
    `Unexpected token '${b.source.slice(at.start, at.end).slice(0, 40)}' in expression or statement.`,
    'UnexpectedToken',
    at,
  )
}

export function typeName(node: Node, b: Building): string {
  return b.slice(node).slice(1, -1).replace(/\s+/g, '')
}

function operation(node: Node, first: Node, b: Building): Expression {
  const last = b.named(node).at(-1) ?? first
  const sign = node.children.find(
    (one) =>
      one !== null &&
      one.startIndex >= first.endIndex &&
      one.endIndex <= last.startIndex &&
      one.type !== 'comment',
  )
  return {
    ...b.extent(node),
    source: b.source,
    kind: 'binary',
    op: (sign?.text ?? '').toLowerCase(),
    opAt: sign ? b.extent(sign) : b.extent(node),
    left: buildExpression(first, b),
    right: buildExpression(last, b),
  }
}

function unary(node: Node, b: Building): Expression {
  const at = { ...b.extent(node), source: b.source }
  const [first] = b.named(node)
  if (!first) throw new Unreadable('An expression was expected.', 'ExpectedExpression', at)
  const sign = node.children.find((one) => one && !one.isNamed)?.text.toLowerCase() ?? ''
  if (sign === '++' || sign === '--')
    return {
      ...at,
      kind: 'increment',
      op: sign === '++' ? '+' : '-',
      prefix: node.type.startsWith('pre'),
      target: buildExpression(first, b),
    }
  if (sign === '') return buildExpression(first, b)
  const operand = buildExpression(first, b)
  if (sign === ',') return { ...at, kind: 'list', items: [operand] }
  return { ...at, kind: 'unary', op: sign === '!' ? '-not' : sign, operand }
}

/** `(…)` in a command's arguments was written `$(…)` for the grammar. */
function subExpression(node: Node, b: Building): Expression {
  const at = { ...b.extent(node), source: b.source }
  const body = within(node, b)
  if (b.source[at.start] !== '(') return { ...at, kind: 'sub', body }
  const [only] = body
  if (only && body.length === 1) return { ...at, kind: 'paren', body: only }
  throw only
    ? new Unreadable("Missing closing ')' in expression.", 'MissingEndParenthesisInExpression', {
        start: only.end,
        end: only.end,
      })
    : new Unreadable("An expression was expected after '('.", 'ExpectedExpression', {
        start: at.start,
        end: at.start + 1,
      })
}

function within(node: Node, b: Building): Statement[] {
  const list = b.named(node).find(({ type }) => type === 'statement_list')
  return list ? buildStatements(list, b) : []
}

function stringParts(node: Node, b: Building): (string | Expression)[] {
  const { start, end } = b.extent(node)
  return expandable(
    b.source.slice(start, end),
    b
      .named(node)
      .filter(({ type }) => type === 'variable' || type === 'sub_expression')
      .map((one) => {
        const value = buildExpression(one, b)
        return { start: value.start - start, end: value.end - start, value }
      }),
  )
}

function variable(node: Node, b: Building): Expression {
  const at = b.extent(node)
  const text = b.source.slice(at.start, at.end)
  const inner = text
    .slice(1)
    .replace(/^\{([\s\S]*)\}$/, '$1')
    .replace(/`([\s\S])/g, '$1')
  const colon = inner.indexOf(':')
  return {
    ...at,
    source: b.source,
    kind: 'variable',
    scope: colon > 0 ? inner.slice(0, colon).toLowerCase() : '',
    name: colon > 0 ? inner.slice(colon + 1) : inner,
    splat: text.startsWith('@'),
  }
}

function hashEntries(body: Node, b: Building): (readonly [Expression, Statement])[] {
  return b.named(body).map((entry) => {
    const [key, value] = b.named(entry).filter(({ type }) => type !== 'empty_statement')
    if (!key || !value)
      throw new Unreadable(
        "Missing statement after '=' in hash literal.",
        'MissingStatementInHashLiteral',
        b.extent(entry),
      )
    const name = b.named(key)[0] ?? key
    return [buildExpression(name, b), buildStatement(value, b)] as const
  })
}

function member(node: Node, b: Building): Expression {
  const at = { ...b.extent(node), source: b.source }
  const [target, second, third] = b.named(node)
  if (!target || !second)
    throw new Unreadable('Missing property name after reference operator.', 'MissingPropertyName', at)
  const isStatic = node.children.some((one) => one?.type === '::')
  const keyword = /_(foreach|where)_/.exec(node.type)?.[1]
  if (keyword) {
    const args = second.type === 'argument_list' ? argumentsOf(second, b) : [buildExpression(second, b)]
    const name: Expression = { ...at, kind: 'text', text: keyword, bare: true }
    return { ...at, kind: 'call', target: buildExpression(target, b), name, args, isStatic }
  }
  const name = buildExpression(b.named(second)[0] ?? second, b)
  const owner = buildExpression(target, b)
  if (!third) return { ...at, kind: 'member', target: owner, name, isStatic }
  return { ...at, kind: 'call', target: owner, name, args: argumentsOf(third, b), isStatic }
}

function argumentsOf(list: Node, b: Building): Expression[] {
  const [inner] = b.named(list)
  return inner ? b.named(inner).map((one) => buildExpression(one, b)) : []
}
