import type { Node } from 'web-tree-sitter'
import type { Element, Expression, Redirection, Stage, Statement } from './ast'
import { buildExpression } from './build-expression'
import { assignment } from './build-statement'
import { type Building, Unreadable } from './building'
import { isDash } from './characters'
import { unquoted } from './text'

export function pipeline(node: Node, b: Building): Statement {
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
