import { isBlank, isNewline } from './characters'
import { clause, key } from './rewrite-braces'
import { commandArgument } from './rewrite-command'
import { expression } from './rewrite-expression'
import { statementStart } from './rewrite-statement'
import { type Flaw, type Open, Rewriter, type Token } from './rewriter'

export interface Rewritten {
  readonly text: string
  readonly places: readonly number[]
  readonly ends: readonly number[]
  readonly tokens: readonly Token[]
  readonly flaw: Flaw | null
}

const maximumDepth = 100

/**
 * PowerShell's tokenizer changes its rules with the place: after a command's name `a.b,-c` are words, in an
 * expression they are operators. The grammar knows little of that. So everything that depends on it is replaced:
 * words and strings by `'x'`, variables by `$v`, command names by `cmd`, typographic signs by ASCII. What they
 * say is read from the source, whose places are kept.
 */
export function rewrite(source: string): Rewritten {
  const out = new Rewriter(source)
  statements(out, open('script', 0, ''), 0)
  return { text: out.text.join(''), places: out.places, ends: out.ends, tokens: out.tokens, flaw: out.flaw }
}

export function open(kind: Open['kind'], start: number, opener: string): Open {
  const state =
    kind === 'hash'
      ? 'key'
      : kind === 'switch'
        ? 'clause'
        : ['arguments', 'params', 'index'].includes(kind)
          ? 'expression'
          : 'statement'
  return { kind, start, opener, state, keyword: null, hanging: false, afterPipe: false }
}

const closers: Record<string, string> = { '(': ')', '{': '}', '[': ']' }

/** Everything up to what closes `here`, or to the end of the source. */
export function statements(out: Rewriter, here: Open, depth: number): void {
  if (depth > maximumDepth) {
    out.fail('The script is nested too deeply.', 'ScriptTooComplicated', out.at, out.at + 1)
    return
  }
  const closer = closers[here.opener.at(-1) ?? ''] ?? null
  while (out.at < out.source.length) {
    const c = out.peek()
    if (c === closer) {
      out.take(1, c ?? '')
      return
    }
    const before = out.at
    if (blankOrLineEnd(out, here) || out.comment()) continue
    if (c === ')' || c === '}' || (c === ']' && here.state !== 'command')) {
      out.fail(`Unexpected token '${c}' in expression or statement.`, 'UnexpectedToken', out.at, out.at + 1)
      return
    }
    if (here.state === 'statement') statementStart(out, here, depth)
    else if (here.state === 'command') commandArgument(out, here, depth)
    else if (here.state === 'key') key(out, here, depth)
    else if (here.state === 'clause' || here.state === 'clause-body') clause(out, here, depth)
    else expression(out, here, depth)
    if (out.at === before) out.take(1, c ?? '')
  }
  if (closer) unclosed(out, here, closer)
  else if (here.afterPipe && here.kind === 'script')
    out.fail(
      'An empty pipe element is not allowed.',
      'EmptyPipeElement',
      out.source.length,
      out.source.length,
      true,
    )
}

function unclosed(out: Rewriter, { kind, start, opener }: Open, closer: string): void {
  const text =
    closer === '}'
      ? kind === 'hash'
        ? ['The hash literal was incomplete.', 'IncompleteHashLiteral']
        : ["Missing closing '}' in statement block or type definition.", 'MissingEndCurlyBrace']
      : closer === ')'
        ? ["Missing closing ')' in expression.", 'MissingEndParenthesisInExpression']
        : ['Missing ] at end of type token or index.', 'EndSquareBracketExpectedAtEndOfType']
  out.fail(text[0] ?? '', text[1] ?? '', start, start + opener.length, true)
}

function blankOrLineEnd(out: Rewriter, here: Open): boolean {
  const c = out.peek()
  if (isBlank(c)) {
    out.take(1, ' ')
    return true
  }
  if (c === '`' && (isNewline(out.peek(1)) || out.peek(1) === undefined)) {
    if (out.peek(1) === undefined)
      out.fail(
        'The line continuation has no next line.',
        'IncompleteLineContinuation',
        out.at,
        out.at + 1,
        true,
      )
    out.take(out.peek(1) === '\r' && out.peek(2) === '\n' ? 3 : 2, ' ')
    return true
  }
  if (!isNewline(c) && c !== ';') return false
  if (c === ';') here.hanging = false
  out.take(1, here.hanging ? ' ' : c === '\r' ? ' ' : (c ?? ''))
  if (here.hanging) return true
  if (here.kind === 'hash') here.state = 'key'
  else if (here.kind === 'switch') here.state = here.state === 'clause-body' ? 'clause-body' : 'clause'
  else if (!['arguments', 'params', 'index'].includes(here.kind)) here.state = 'statement'
  here.afterPipe = false
  return true
}
