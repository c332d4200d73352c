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
import { open, statements } from './rewrite'
import { afterOperator, primary, redirection } from './rewrite-expression'
import { nested } from './rewrite-statement'
import { bareWord } from './rewrite-text'
import type { Open, Rewriter } from './rewriter'

/** One argument of a command, or what ends the command. */
export function commandArgument(out: Rewriter, here: Open, depth: number): void {
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

/** In brackets where a method is called or a string asked: the grammar knows both in expressions alone. */
function argument(out: Rewriter, here: Open, depth: number): void {
  const [begin, start] = [out.text.length, out.at]
  if (value(out, here, depth) !== 'called') return
  out.insert('(', begin, start)
  out.write(')', out.at)
}

function value(out: Rewriter, here: Open, depth: number): 'plain' | 'called' {
  const c = out.peek() ?? ''
  if (c === '(') {
    const inner = open('paren', out.at, '(')
    out.take(1, '$(')
    statements(out, inner, depth + 1)
    return postfix(out, here, depth)
  }
  if (c === '$' && !variableIsWhole(out)) {
    bareWord(out, depth)
    return 'plain'
  }
  if (c === '@' && !['(', '{', '"', "'"].includes(out.peek(1) ?? '')) {
    const splat = matchAt(splatAt, out.source, out.at)
    if (splat) {
      out.take(splat.length, '@v', 'variable')
      return 'plain'
    }
  }
  if (c !== '[' && primary(out, here, depth)) {
    if (c === '{') return 'plain'
    const end = out.at
    const kind = postfix(out, here, depth)
    return (isSingleQuote(c) || isDoubleQuote(c)) && out.at > end ? 'called' : kind
  }
  const number = matchAt(numberAt, out.source, isDash(c) || c === '+' ? out.at + 1 : out.at)
  if (
    number &&
    c !== '+' &&
    endsWord(out.source[out.at + number.length + (isDash(c) ? 1 : 0)]) &&
    !number.endsWith('.')
  )
    out.take(number.length + (isDash(c) ? 1 : 0), (isDash(c) ? '-' : '') + number, 'number')
  else bareWord(out, depth)
  return 'plain'
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
function postfix(out: Rewriter, here: Open, depth: number): 'plain' | 'called' {
  let kind: 'plain' | 'called' = 'plain'
  for (;;) {
    const rest = out.source.slice(out.at, out.at + 3)
    const member = /^(?:\.[\p{L}_$"']|::[\p{L}_$])/u.test(rest)
    if (rest[0] === '[') nested(out, here, 'index', '[', '[', depth)
    else if (member) {
      const sign = rest.startsWith('::') ? '::' : '.'
      out.take(sign.length, sign)
      const name = matchAt(nameAt, out.source, out.at)
      if (name) out.take(name.length, name)
      else if (!primary(out, here, depth)) return kind
      if (out.peek() !== '(') continue
      nested(out, here, 'arguments', '(', '(', depth)
      kind = 'called'
    } else return kind
  }
}
