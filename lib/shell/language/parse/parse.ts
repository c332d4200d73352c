import { readFileSync } from 'node:fs'
import { Language, type Node, Parser } from 'web-tree-sitter'
import type { ScriptError } from '../values/script-error'
import { parseError } from '../values/script-error'
import type { Block } from './ast'
import { buildBlock } from './build-block'
import { Building, Unreadable } from './building'
import { positionOf } from './position'
import { type Rewritten, rewrite } from './rewrite'
import type { Token } from './rewriter'

export type Parsed =
  | { readonly ok: true; readonly block: Block; readonly tokens: readonly Token[] }
  | {
      readonly ok: false
      readonly error: ScriptError
      readonly incomplete: boolean
      readonly tokens: readonly Token[]
    }

export type ParseScript = (source: string) => Parsed

/** The longest script; the grammar's own time for one grows with its length. */
export const maximumScript = 1_000_000

let loading: Promise<ParseScript> | null = null

/** Loads the grammar once. */
export function loadParser(): Promise<ParseScript> {
  loading ??= load()
  return loading
}

async function load(): Promise<ParseScript> {
  await Parser.init()
  const parser = new Parser()
  // Asked for so that no bundler sees it: one would take the grammar for a module and look for its imports.
  const { createRequire } = process.getBuiltinModule('node:module')
  const grammar = createRequire(import.meta.url).resolve('tree-sitter-pwsh/tree-sitter-powershell.wasm')
  parser.setLanguage(await Language.load(readFileSync(grammar)))
  return (source) => parseScript(parser, source)
}

function parseScript(parser: Parser, source: string): Parsed {
  if (source.length > maximumScript)
    return failed(source.slice(0, 100), 'The script is too long.', 'ScriptTooLong', 0, 1, false, [])
  const rewritten = rewrite(source)
  const { flaw, tokens } = rewritten
  if (flaw) return failed(source, flaw.message, flaw.errorId, flaw.start, flaw.end, flaw.incomplete, tokens)
  const tree = parser.parse(rewritten.text)
  if (!tree) return failed(source, 'The script cannot be read.', 'ScriptUnreadable', 0, 1, false, tokens)
  try {
    return tree.rootNode.hasError
      ? grammarError(tree.rootNode, source, rewritten)
      : {
          ok: true,
          block: buildBlock(tree.rootNode, new Building(source, rewritten.places, rewritten.ends)),
          tokens,
        }
  } catch (problem) {
    if (!(problem instanceof Unreadable)) throw problem
    return failed(source, problem.message, problem.errorId, problem.at.start, problem.at.end, false, tokens)
  } finally {
    tree.delete()
  }
}

function failed(
  source: string,
  message: string,
  errorId: string,
  start: number,
  end: number,
  incomplete: boolean,
  tokens: readonly Token[],
): Parsed {
  return {
    ok: false,
    error: parseError(message, errorId, positionOf(source, start, end)),
    incomplete,
    tokens,
  }
}

function firstError(node: Node): Node | null {
  if (node.isError || node.isMissing) return node
  for (const child of node.children) {
    const found = child?.hasError || child?.isMissing ? firstError(child) : null
    if (found) return found
  }
  return null
}

const expectExpression =
  /^(?:[-+*/%,]|-(?:[ci]?(?:eq|ne|gt|ge|lt|le|like|notlike|match|notmatch|contains|notcontains|in|notin|replace|split)|and|or|xor|is|isnot|as|f|join|band|bor|bxor|not|bnot))$/i

function grammarError(root: Node, source: string, { places, tokens }: Rewritten): Parsed {
  const node = firstError(root) ?? root
  const start = places[node.startIndex] ?? source.length
  const piece = tokens.find((one) => one.kind !== 'comment' && one.end > start)
  const word = piece ? source.slice(piece.start, piece.end) : (/\S+/.exec(source.slice(start))?.[0] ?? '')
  const at = piece?.start ?? start
  const last = tokens.filter(({ kind }) => kind !== 'comment').at(-1)
  const tail = last ? source.slice(last.start, last.end) : ''
  const hangs = last !== undefined && source.slice(last.end).trim() === '' && last.kind === 'operator'
  if (hangs && expectExpression.test(tail))
    return failed(
      source,
      `You must provide a value expression following the '${tail}' operator.`,
      'ExpectedValueExpression',
      last.start,
      last.end,
      true,
      tokens,
    )
  if (hangs && /=$/.test(tail))
    return failed(
      source,
      `You must provide a value expression following the '${tail}' operator.`,
      'ExpectedValueExpression',
      last.start,
      last.end,
      true,
      tokens,
    )
  const keyword =
    last?.kind === 'keyword' || (piece?.kind === 'keyword' && source.slice(at).trimEnd().endsWith(')'))
  if (node.isMissing && node.type === ')')
    return failed(
      source,
      "Missing closing ')' in expression.",
      'MissingEndParenthesisInExpression',
      start,
      start + 1,
      false,
      tokens,
    )
  if (node.isMissing && node.type === ']')
    return failed(
      source,
      "Missing ']' after array index expression.",
      'MissingEndSquareBracket',
      start,
      start + 1,
      false,
      tokens,
    )
  return failed(
    source,
    `Unexpected token '${word.slice(0, 80)}' in expression or statement.`,
    'UnexpectedToken',
    at,
    at + Math.max(1, word.length),
    Boolean(keyword) && at >= source.trimEnd().length - word.length,
    tokens,
  )
}
