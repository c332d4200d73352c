import type { Node } from 'web-tree-sitter'
import type { Attribute, Block, Expression, ParameterDeclaration, Statement } from './ast'
import { buildExpression, typeName } from './build-expression'
import { buildStatements } from './build-statement'
import type { Building } from './building'

/** The block in a function's or a script block's braces, or a whole script. */
export function buildBlock(node: Node, b: Building): Block {
  const parts = b.named(node)
  const script = parts.find(({ type }) => type === 'script_block')
  const inside = script ? b.named(script) : []
  const all = [...parts, ...inside]
  const params = all.find(({ type }) => type === 'param_block')
  const declared = all.find(({ type }) => type === 'function_parameter_declaration')
  const body = inside.find(({ type }) => type === 'script_block_body')
  const content = [...(body ? b.named(body) : []), ...parts]
  const lists = content.find(({ type }) => type === 'statement_list')
  const blocks = content.find(({ type }) => type === 'named_block_list')
  const named = new Map((blocks ? b.named(blocks) : []).map((one) => namedBlock(one, b)))
  const list = params ?? declared
  return {
    ...b.extent(node),
    source: b.source,
    parameters: list ? parameters(list, b) : null,
    advanced: params ? b.named(params).some(({ type }) => type === 'attribute_list') : false,
    beginBlock: named.get('begin') ?? null,
    processBlock: named.get('process') ?? null,
    endBlock: lists ? buildStatements(lists, b) : (named.get('end') ?? (blocks ? null : [])),
  }
}

function namedBlock(node: Node, b: Building): [string, Statement[]] {
  const [name, block] = b.named(node)
  const list = block && b.named(block).find(({ type }) => type === 'statement_list')
  return [name?.text.toLowerCase() ?? '', list ? buildStatements(list, b) : []]
}

function parameters(node: Node, b: Building): ParameterDeclaration[] {
  const list = b.named(node).find(({ type }) => type === 'parameter_list')
  return (list ? b.named(list) : []).map((one) => {
    const parts = b.named(one)
    const attributes = parts.filter(({ type }) => type === 'attribute_list').flatMap((all) => b.named(all))
    const variable = parts.find(({ type }) => type === 'variable')
    const standard = parts.find(({ type }) => type === 'script_parameter_default')
    const value = standard && b.named(standard)[0]
    const types = attributes.flatMap((all) => b.named(all).filter(({ type }) => type === 'type_literal'))
    return {
      name: variable
        ? b
            .slice(variable)
            .slice(1)
            .replace(/^\{|\}$/g, '')
        : '',
      type: types[0] ? typeName(types[0], b) : null,
      attributes: attributes.flatMap((all) => attribute(all, b)),
      standard: value ? buildExpression(value, b) : null,
    }
  })
}

const elements = (one: Expression) => (one.kind === 'list' ? one.items : [one])

function attribute(node: Node, b: Building): Attribute[] {
  const parts = b.named(node)
  const name = parts.find(({ type }) => type === 'attribute_name')
  if (!name) return []
  const positional: Expression[] = []
  const named = new Map<string, Expression | null>()
  const list = parts.find(({ type }) => type === 'attribute_arguments')
  for (const one of list ? b.named(list) : []) {
    const [first, second] = b.named(one)
    if (first?.type === 'simple_name')
      named.set(b.slice(first).toLowerCase(), second ? buildExpression(second, b) : null)
    else if (first) positional.push(...elements(buildExpression(first, b)))
  }
  return [
    {
      name: b
        .slice(name)
        .toLowerCase()
        .replace(/attribute$/, ''),
      positional,
      named,
    },
  ]
}
