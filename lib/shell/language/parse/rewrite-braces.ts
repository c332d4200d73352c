// biome-ignore-all lint/correctness/noVoidTypeReturn: an early return hands over to the next rule
import { endsWord, isDash, isDoubleQuote, isSingleQuote, matchAt, numberAt } from './characters'
import { expression, primary } from './rewrite-expression'
import { nested } from './rewrite-statement'
import type { Open, Rewriter } from './rewriter'

export function key(out: Rewriter, here: Open, depth: number): void {
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

export function clause(out: Rewriter, here: Open, depth: number): void {
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
