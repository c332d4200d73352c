// biome-ignore-all lint/correctness/noVoidTypeReturn: an early return hands over to the next rule
import {
  isBlank,
  isDash,
  isDoubleQuote,
  isSingleQuote,
  matchAt,
  nameAt,
  numberAt,
  splatAt,
} from './characters'
import { block, nested } from './rewrite-statement'
import { bareWord, expandable, hereString } from './rewrite-text'
import type { Open, Rewriter } from './rewriter'

/** A string, a variable or something in brackets; false where none begins. */
export function primary(out: Rewriter, here: Open, depth: number): boolean {
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

export function expression(out: Rewriter, here: Open, depth: number): void {
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

export function afterOperator(out: Rewriter, here: Open, sign: string): void {
  const free = !['arguments', 'params', 'index'].includes(here.kind)
  if (sign === '|' || sign === '||' || sign === '&&') {
    here.state = 'statement'
    here.afterPipe = sign === '|'
    here.hanging = true
  } else if (sign.endsWith('=') && free) {
    here.state = 'statement'
    here.hanging = true
  } else if (sign === '=' && here.kind === 'params' && !here.inDefault) {
    here.inDefault = true
    here.hanging = true
  } else if (sign === ',' && here.inDefault) {
    // Without an attribute the grammar takes the next parameter for another element of the default.
    out.write('[x()]', out.at)
    here.inDefault = false
    here.hanging = true
  } else here.hanging = !['++', '--', '::', '.', '!'].includes(sign)
}

export function redirection(out: Rewriter, sign: string): void {
  out.take(sign.length, sign.startsWith('1') && !sign.includes('&') ? sign.slice(1) : sign, 'operator')
  if (sign.includes('&')) return out.write(' ', out.at)
  while (isBlank(out.peek())) out.at++
  if (!out.variable()) bareWord(out, 0)
  out.write(' ', out.at)
}
