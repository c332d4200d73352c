import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { Language, type Node, Parser } from 'web-tree-sitter'

/** An independent parser of PowerShell, for judging what we print. */
export async function powerShellParser(): Promise<Parser> {
  await Parser.init()
  const parser = new Parser()
  const grammar = createRequire(import.meta.url).resolve('tree-sitter-pwsh/tree-sitter-powershell.wasm')
  parser.setLanguage(await Language.load(readFileSync(grammar)))
  return parser
}

/** Every node of this type, in the order of the text. */
export function nodesOf(node: Node, type: string): Node[] {
  const within = node.children.flatMap((child) => (child ? nodesOf(child, type) : []))
  return node.type === type ? [node, ...within] : within
}

/** What a single-quoted literal says, by PowerShell's rule: a doubled quote is one. */
export function literalText(literal: string): string {
  const quotes = "['\u2018\u2019\u201A\u201B]"
  return literal.slice(1, -1).replace(new RegExp(`(${quotes})${quotes}`, 'g'), '$1')
}
