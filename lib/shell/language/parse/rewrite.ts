// biome-ignore-all lint/correctness/noVoidTypeReturn: an early return hands over to the next rule
import {
  endsWord,
  isBlank,
  isDash,
  isDoubleQuote,
  isNewline,
  isSingleQuote,
  matchAt,
  nameAt,
  numberAt,
  splatAt,
  variableAt,
} from './characters'
import { type Flaw, type Open, Rewriter, type Token } from './rewriter'

export interface Rewritten {
  readonly text: string
  readonly places: readonly number[]
  readonly ends: readonly number[]
  readonly tokens: readonly Token[]
  readonly flaw: Flaw | null
}

const blockKeywords = new Set(
  'if elseif else foreach for while do until switch try catch finally function filter begin process end dynamicparam trap class enum data'.split(
    ' ',
  ),
)
const pipelineKeywords = new Set('throw return exit'.split(' '))
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

function open(kind: Open['kind'], start: number, opener: string): Open {
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
function statements(out: Rewriter, here: Open, depth: number): void {
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

/** The beginning of a statement or of a pipeline's next command: here PowerShell decides between command and expression. */
function statementStart(out: Rewriter, here: Open, depth: number): void {
  const c = out.peek() ?? ''
  here.hanging = false
  const next = out.peek(1)
  if (c === '{' && here.keyword) return block(out, here, depth)
  if (c === '&' && next !== '&') return callOperator(out, here)
  if (c === '.' && (isBlank(next) || /^["'$({]$/.test(next ?? ''))) return callOperator(out, here)
  const number = matchAt(numberAt, out.source, out.at)
  const startsExpression = number !== null && /^[^\p{L}\\:]?$/u.test(out.source[out.at + number.length] ?? '')
  if (
    startsExpression ||
    /^[$@([{,!+:"'\u2018-\u201E<>|=\]]$/.test(c) ||
    (isDash(c) && !isDash(next) && true)
  ) {
    here.state = 'expression'
    here.afterPipe = false
    return expression(out, here, depth)
  }
  word(out, here, depth)
}

function callOperator(out: Rewriter, here: Open): void {
  out.take(1, `${out.peek()} `, 'operator')
  here.keyword = null
  here.state = 'command'
  here.hanging = false
}

function word(out: Rewriter, here: Open, depth: number): void {
  const start = out.at
  let end = start
  while (
    !endsWord(out.source[end]) &&
    !isDoubleQuote(out.source[end]) &&
    !isSingleQuote(out.source[end]) &&
    out.source[end] !== '$'
  )
    end += out.source[end] === '`' ? 2 : 1
  end = Math.max(start + 1, Math.min(end, out.source.length))
  const name = out.source.slice(start, end)
  const lower = name.toLowerCase()
  if (!here.afterPipe && keyword(out, here, lower, depth)) return
  here.keyword = null
  here.afterPipe = false
  out.take(end - start, 'cmd ', 'command')
  here.state = 'command'
}

function keyword(out: Rewriter, here: Open, lower: string, depth: number): boolean {
  const rest = out.source.slice(out.at + lower.length)
  if (lower === 'param' && /^\s*\(/.test(rest)) {
    out.take(lower.length, lower, 'keyword')
    here.state = 'expression'
    here.keyword = 'param'
    return true
  }
  if (lower === 'break' || lower === 'continue') {
    out.take(lower.length, lower, 'keyword')
    const label = /^[^\S\r\n]+([\p{L}_][\p{L}\p{Nd}_]*)/u.exec(rest)
    if (label?.[1]) {
      out.at += label[0].length - label[1].length
      out.write(' ', out.at)
      out.take(label[1].length, "'x'")
    }
    here.state = 'expression'
    return true
  }
  if (pipelineKeywords.has(lower)) {
    out.take(lower.length, lower, 'keyword')
    out.write(' ', out.at)
    here.state = 'statement'
    return true
  }
  if (!blockKeywords.has(lower)) return false
  if (['begin', 'process', 'end', 'dynamicparam', 'data', 'clean'].includes(lower) && !/^\s*\{/.test(rest))
    return false
  out.take(lower.length, lower, 'keyword')
  here.keyword = lower
  here.state = 'expression'
  if (lower === 'function' || lower === 'filter') functionName(out, here, depth)
  return true
}

function functionName(out: Rewriter, here: Open, depth: number): void {
  while (isBlank(out.peek())) out.take(1, ' ')
  let end = out.at
  while (!endsWord(out.source[end])) end++
  if (end > out.at) out.take(end - out.at, 'f', 'command')
  while (isBlank(out.peek()) || isNewline(out.peek())) out.take(1, ' ')
  if (out.peek() === '(') nested(out, here, 'params', '(', '(', depth)
}

function nested(
  out: Rewriter,
  here: Open,
  kind: Open['kind'],
  opener: string,
  written: string,
  depth: number,
): void {
  const inner = open(kind, out.at, opener)
  if (here.keyword === 'foreach' && opener === '(') inner.keyword = 'in'
  out.take(opener.length, written)
  statements(out, inner, depth + 1)
}

/** The block of a statement; a switch's clauses and a param block are followed by a boundary that the grammar needs. */
function block(out: Rewriter, here: Open, depth: number): void {
  const kind = here.keyword === 'switch' ? 'switch' : 'block'
  here.keyword = null
  nested(out, here, kind, '{', '{', depth)
  here.state = 'statement'
  here.hanging = false
}

function key(out: Rewriter, here: Open, depth: number): void {
  const c = out.peek() ?? ''
  if (c === '=') {
    out.take(1, '=', 'operator')
    here.state = 'statement'
    return
  }
  const name = /[^\s=;{}()"'$,[\]]+/y
  const number = matchAt(numberAt, out.source, out.at)
  if (number) return out.take(number.length, number, 'number')
  const found = matchAt(name, out.source, out.at)
  if (found && !isSingleQuote(c) && !isDoubleQuote(c))
    return out.take(found.length, isDash(c) ? "'x'" : 'k', 'word')
  expression(out, here, depth)
}

function clause(out: Rewriter, here: Open, depth: number): void {
  if (out.peek() === '{') {
    const body = here.state === 'clause-body'
    nested(out, here, 'block', '{', '{', depth)
    if (body) out.write(';', out.at - 1)
    here.state = body ? 'clause' : 'clause-body'
    return
  }
  here.state = 'clause-body'
  if (primary(out, here, depth)) return
  let end = out.at
  while (!endsWord(out.source[end])) end++
  const text = out.source.slice(out.at, end)
  const number = matchAt(numberAt, out.source, out.at)
  if (number === text) out.take(text.length, text, 'number')
  else out.take(Math.max(1, text.length), "'x'", 'string')
}

/** A string, a variable or something in brackets; false where none begins. */
function primary(out: Rewriter, here: Open, depth: number): boolean {
  const c = out.peek()
  const next = out.peek(1)
  if (isSingleQuote(c)) out.verbatim()
  else if (isDoubleQuote(c)) expandable(out, depth)
  else if (c === '@' && (isSingleQuote(next) || isDoubleQuote(next))) return hereString(out, depth)
  else if (c === '@' && next === '(') nested(out, here, 'paren', '@(', '@(', depth)
  else if (c === '@' && next === '{') nested(out, here, 'hash', '@{', '@{', depth)
  else if (c === '$' && next === '(') nested(out, here, 'paren', '$(', '$(', depth)
  else if (c === '$') return out.variable()
  else if (c === '(') parenthesis(out, here, depth)
  else if (c === '{') nested(out, here, 'block', '{', '{', depth)
  else return false
  return true
}

function hereString(out: Rewriter, depth: number): boolean {
  if (isSingleQuote(out.peek(1))) return out.verbatimHereString()
  const found = out.hereString()
  if (!found) return false
  const start = out.at
  out.take(2, '"')
  out.at = Math.min(found.body, found.close)
  parts(out, depth, () => out.at >= found.close, found.close)
  const end = out.source.indexOf('@', found.close)
  out.at = end < 0 ? out.source.length : end + 1
  out.write('"', out.at - 1)
  out.tokens.push({ kind: 'string', start, end: out.at })
  return true
}

function expandable(out: Rewriter, depth: number): void {
  const start = out.at
  out.take(1, '"')
  const closed = () => isDoubleQuote(out.peek()) && !isDoubleQuote(out.peek(1))
  parts(out, depth, closed, out.source.length)
  if (out.at >= out.source.length)
    out.fail(
      'The string is missing the terminator: ".',
      'TerminatorExpectedAtEndOfString',
      start,
      start + 1,
      true,
    )
  else out.at++
  out.tokens.push({ kind: 'string', start, end: out.at })
  out.write('"', out.at - 1)
}

/** What stands in a string that is expanded: text becomes a blank, variables and `$( )` stay. */
function parts(out: Rewriter, depth: number, closed: () => boolean, limit: number): void {
  while (out.at < limit && !closed()) {
    const c = out.peek()
    if (c === '`' || (isDoubleQuote(c) && isDoubleQuote(out.peek(1)) && limit === out.source.length))
      out.take(2, ' ')
    else if (c === '$' && out.peek(1) === '(') {
      const inner = open('paren', out.at, '$(')
      out.take(2, '$(')
      statements(out, inner, depth + 1)
    } else if (!(c === '$' && out.variable())) out.take(1, ' ')
  }
}

function parenthesis(out: Rewriter, here: Open, depth: number): void {
  if (here.keyword === 'param') {
    here.keyword = null
    nested(out, here, 'params', '(', '(', depth)
    out.write(';', out.at - 1)
    here.state = 'statement'
    return
  }
  const before = out.text.at(-1) ?? ''
  const called =
    here.state === 'expression' &&
    /[\p{L}\p{Nd}_]/u.test(before) &&
    out.ends.at(-1) === out.at &&
    isMember(out)
  nested(out, here, called || here.kind === 'index' ? 'arguments' : 'paren', '(', '(', depth)
}

/** A number; the dots of `1..3` are not its own. The blank keeps the grammar from reading `5/2` as a name. */
function takeNumber(out: Rewriter, number: string): void {
  const text = number.endsWith('.') ? number.slice(0, -1) : number
  out.take(text.length, text, 'number')
  if (!/^\.\p{L}/u.test(out.source.slice(out.at, out.at + 2))) out.write(' ', out.at)
}

/** Whether what was just written is a member's name, `$x.Name`, or an attribute's. */
function isMember(out: Rewriter): boolean {
  return /(?:\.|::|\[)\$?[\p{L}\p{Nd}_.]+$/u.test(out.text.slice(-80).join(''))
}

function expression(out: Rewriter, here: Open, depth: number): void {
  const c = out.peek() ?? ''
  here.hanging = false
  if (c === '{' && here.keyword && here.keyword !== 'in') return block(out, here, depth)
  if (c === '[') return nested(out, here, 'index', '[', '[', depth)
  if (primary(out, here, depth)) return
  const splat = c === '@' ? matchAt(splatAt, out.source, out.at) : null
  if (splat) return out.take(splat.length, '$v', 'variable')
  const number = matchAt(numberAt, out.source, out.at)
  if (number && /\d/.test(number) && !(c === '.' && /[)\]\w"'}]/.test(out.source[out.at - 1] ?? '')))
    return takeNumber(out, number)
  const name = matchAt(nameAt, out.source, out.at)
  if (name) return bareName(out, here, name)
  operator(out, here, c)
}

function bareName(out: Rewriter, here: Open, name: string): void {
  const lower = name.toLowerCase()
  const member = /[.:]$/.test(out.text.at(-1) ?? '')
  if (!member && here.keyword === 'in' && lower === 'in') {
    out.take(name.length, 'in', 'keyword')
    here.state = 'statement'
    here.keyword = null
    return
  }
  if (!member && lower === 'param' && here.kind !== 'arguments' && here.kind !== 'index')
    here.keyword = 'param'
  out.take(
    name.length,
    member ? name : here.keyword === 'param' || here.kind === 'index' ? name : name,
    'word',
  )
}

const twoSigns = ['++', '--', '+=', '-=', '*=', '/=', '%=', '::', '..', '||', '&&', '>>']

function operator(out: Rewriter, here: Open, c: string): void {
  const next = out.peek(1) ?? ''
  const redirect = /(?:[*1-6]?>>?(?:&[12])?)/y
  const redirected = here.kind !== 'index' ? matchAt(redirect, out.source, out.at) : null
  if (redirected) return redirection(out, redirected)
  if (isDash(c)) {
    const letters = /^\p{L}+/u.exec(out.source.slice(out.at + 1, out.at + 24))?.[0]
    if (letters) {
      out.take(letters.length + 1, `-${letters.toLowerCase()}`, 'operator')
      out.write(' ', out.at)
      here.hanging = true
      return
    }
  }
  const ascii = (isDash(c) ? '-' : c) + (isDash(next) ? '-' : next)
  const sign = twoSigns.includes(ascii) ? ascii : ascii.charAt(0)
  out.take(sign.length, sign, 'operator')
  afterOperator(out, here, sign)
}

function afterOperator(_out: Rewriter, here: Open, sign: string): void {
  const free = !['arguments', 'params', 'index'].includes(here.kind)
  if (sign === '|' || sign === '||' || sign === '&&') {
    here.state = 'statement'
    here.afterPipe = sign === '|'
    here.hanging = true
  } else if (sign.endsWith('=') && free) {
    here.state = 'statement'
    here.hanging = true
  } else here.hanging = !['++', '--', '::', '.', '!'].includes(sign)
}

function redirection(out: Rewriter, sign: string): void {
  out.take(sign.length, sign.startsWith('1') && !sign.includes('&') ? sign.slice(1) : sign, 'operator')
  if (sign.includes('&')) return out.write(' ', out.at)
  while (isBlank(out.peek())) out.at++
  if (!out.variable()) bareWord(out, 0)
  out.write(' ', out.at)
}

/** One argument of a command, or what ends the command. */
function commandArgument(out: Rewriter, here: Open, depth: number): void {
  const c = out.peek() ?? ''
  if (c === '|' || (c === '&' && out.peek(1) === '&')) {
    const sign = out.peek(1) === c ? c + c : c
    out.take(sign.length, sign, 'operator')
    return afterOperator(out, here, sign)
  }
  if (c === ',') return comma(out, here)
  const afterComma = here.hanging
  here.hanging = false
  const redirected = matchAt(/(?:[*1-6]?>>?(?:&[12])?)/y, out.source, out.at)
  if (redirected) {
    out.write(' ', out.at)
    return redirection(out, redirected)
  }
  if (isDash(c) && !afterComma && parameter(out)) return
  const start = out.at
  argument(out, here, depth)
  if (out.at === start) out.take(1, c)
  // A second word straight behind a string or a bracket is the next argument.
  if (out.peek() !== ',') out.write(' ', out.at)
}

function comma(out: Rewriter, here: Open): void {
  while (out.text.at(-1) === ' ') {
    out.text.pop()
    out.places.pop()
    out.ends.pop()
  }
  out.take(1, ',', 'operator')
  here.hanging = true
  while (isBlank(out.peek()) || isNewline(out.peek())) out.at++
}

function parameter(out: Rewriter): boolean {
  const found = /.[\p{L}_?][^\s{}();,|&.[:"'\u201C-\u201E]*:?/uy
  const text = matchAt(found, out.source, out.at)
  if (!text) return false
  out.write(' ', out.at)
  out.take(text.length, '-p', 'parameter')
  out.write(' ', out.at)
  return true
}

function argument(out: Rewriter, here: Open, depth: number): void {
  const c = out.peek() ?? ''
  if (c === '(') {
    const inner = open('paren', out.at, '(')
    out.take(1, '$(')
    statements(out, inner, depth + 1)
    return postfix(out, here, depth)
  }
  if (c === '$' && !variableIsWhole(out)) return bareWord(out, depth)
  if (c === '@' && !['(', '{', '"', "'"].includes(out.peek(1) ?? '')) {
    const splat = matchAt(splatAt, out.source, out.at)
    if (splat) return out.take(splat.length, '@v', 'variable')
  }
  if (c !== '[' && primary(out, here, depth)) return c === '{' ? undefined : postfix(out, here, depth)
  const number = matchAt(numberAt, out.source, isDash(c) || c === '+' ? out.at + 1 : out.at)
  if (
    number &&
    c !== '+' &&
    endsWord(out.source[out.at + number.length + (isDash(c) ? 1 : 0)]) &&
    !number.endsWith('.')
  )
    return out.take(number.length + (isDash(c) ? 1 : 0), (isDash(c) ? '-' : '') + number, 'number')
  bareWord(out, depth)
}

/** `$x`, `$x.y`, `$x[0]` are values; `$x\y` is a word with a variable in it. */
function variableIsWhole(out: Rewriter): boolean {
  if (out.peek(1) === '(') return true
  const name = matchAt(variableAt, out.source, out.at)
  if (!name) return false
  const next = out.source[out.at + name.length]
  return (
    endsWord(next) ||
    next === '.' ||
    next === '[' ||
    (next === ':' && out.source[out.at + name.length + 1] === ':')
  )
}

/** `.Name`, `[0]`, `::Member` and calls behind a value in a command. */
function postfix(out: Rewriter, here: Open, depth: number): void {
  for (;;) {
    const rest = out.source.slice(out.at, out.at + 3)
    const member = /^(?:\.[\p{L}_$"']|::[\p{L}_$])/u.test(rest)
    if (rest[0] === '[') nested(out, here, 'index', '[', '[', depth)
    else if (member) {
      const sign = rest.startsWith('::') ? '::' : '.'
      out.take(sign.length, sign)
      const name = matchAt(nameAt, out.source, out.at)
      if (name) out.take(name.length, name)
      else if (!primary(out, here, depth)) return
      if (out.peek() === '(') nested(out, here, 'arguments', '(', '(', depth)
    } else return
  }
}

/** A word without quotes; with variables in it, it is expanded as a string in double quotes is. */
function bareWord(out: Rewriter, depth: number): void {
  const start = out.at
  const from = out.text.length
  let expands = false
  out.write('"', start)
  while (!endsWord(out.peek())) {
    const c = out.peek()
    if (c === '`') out.take(2, ' ')
    else if (isDoubleQuote(c)) {
      const before = out.text.length
      insideQuotes(out, depth)
      expands ||= out.text.slice(before).includes('$')
    } else if (isSingleQuote(c)) {
      out.at++
      while (out.at < out.source.length && !isSingleQuote(out.peek())) out.at++
      out.at++
      if (out.at > out.source.length)
        out.fail(
          "The string is missing the terminator: '.",
          'TerminatorExpectedAtEndOfString',
          start,
          start + 1,
          true,
        )
    } else if (c === '$' && out.peek(1) === '(') {
      expands = true
      const inner = open('paren', out.at, '$(')
      out.take(2, '$(')
      statements(out, inner, depth + 1)
    } else if (c === '$' && out.variable()) expands = true
    else out.take(1, ' ')
  }
  out.at = Math.min(out.at, out.source.length)
  if (!expands) {
    out.text.length = from
    out.places.length = from
    out.ends.length = from
  }
  out.write(expands ? '"' : "'x'", expands ? out.at - 1 : start)
  out.tokens.push({ kind: 'word', start, end: out.at })
}

function insideQuotes(out: Rewriter, depth: number): void {
  const start = out.at++
  parts(out, depth, () => isDoubleQuote(out.peek()) && !isDoubleQuote(out.peek(1)), out.source.length)
  if (out.at >= out.source.length)
    out.fail(
      'The string is missing the terminator: ".',
      'TerminatorExpectedAtEndOfString',
      start,
      start + 1,
      true,
    )
  out.at++
}
