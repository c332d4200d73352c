// biome-ignore-all lint/correctness/noVoidTypeReturn: an early return hands over to the next rule
import {
  endsWord,
  isBlank,
  isDash,
  isDoubleQuote,
  isNewline,
  isSingleQuote,
  matchAt,
  numberAt,
} from './characters'
import { open, statements } from './rewrite'
import { expression } from './rewrite-expression'
import type { Open, Rewriter } from './rewriter'

const blockKeywords = new Set(
  'if elseif else foreach for while do until switch try catch finally function filter begin process end dynamicparam trap class enum data'.split(
    ' ',
  ),
)

const pipelineKeywords = new Set('throw return exit'.split(' '))

/** The beginning of a statement or of a pipeline's next command: here PowerShell decides between command and expression. */
export function statementStart(out: Rewriter, here: Open, depth: number): void {
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

export function word(out: Rewriter, here: Open, depth: number): void {
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
  if ((lower === 'class' || lower === 'enum') && /^\s+[\p{L}_][\p{L}\p{Nd}_]*\s*[:{]/u.test(rest)) {
    out.fail(
      `The '${lower}' keyword is not supported in this version of the language.`,
      'ReservedKeywordNotAllowed',
      out.at,
      out.at + lower.length,
    )
    return true
  }
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

export function nested(
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
export function block(out: Rewriter, here: Open, depth: number): void {
  const kind = here.keyword === 'switch' ? 'switch' : 'block'
  here.keyword = null
  nested(out, here, kind, '{', '{', depth)
  here.state = 'statement'
  here.hanging = false
}
