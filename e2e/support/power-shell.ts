import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { Language, type Node, Parser } from 'web-tree-sitter'

/** A script as an independent parser understands it. */
export interface ParsedScript {
  readonly sound: boolean
  /** The name of every command, those inside parentheses included. */
  readonly commands: readonly string[]
  /** What the single-quoted literals say. */
  readonly literals: readonly string[]
}

export async function parseScript(script: string): Promise<ParsedScript> {
  await Parser.init()
  const wasm = createRequire(import.meta.url).resolve('tree-sitter-pwsh/tree-sitter-powershell.wasm')
  const parser = new Parser().setLanguage(await Language.load(readFileSync(wasm)))
  const root = parser.parse(script.replace(/^\uFEFF/, ''))?.rootNode
  if (!root) throw new Error('The script could not be parsed at all')
  return {
    sound: !root.hasError,
    commands: all(root, 'command_name').map(({ text }) => text),
    literals: all(root, 'verbatim_string_characters').map(({ text }) => said(text)),
  }
}

function all(node: Node, type: string): Node[] {
  const below = node.children.flatMap((child) => (child ? all(child, type) : []))
  return node.type === type ? [node, ...below] : below
}

/** PowerShell counts five characters as single quotes; a doubled one stands for itself. */
function said(literal: string): string {
  return literal.slice(1, -1).replace(/(['\u2018\u2019\u201A\u201B])['\u2018\u2019\u201A\u201B]/g, '$1')
}
