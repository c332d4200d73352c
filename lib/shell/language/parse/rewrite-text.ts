import { endsWord, isDoubleQuote, isSingleQuote } from './characters'
import { open, statements } from './rewrite'
import type { Rewriter } from './rewriter'

export function hereString(out: Rewriter, depth: number): boolean {
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

export function expandable(out: Rewriter, depth: number): void {
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

/** A word without quotes; with variables in it, it is expanded as a string in double quotes is. */
export function bareWord(out: Rewriter, depth: number): void {
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
