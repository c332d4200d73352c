import { isDoubleQuote, isSingleQuote } from './characters'

const escapes: Record<string, string> = {
  n: '\n',
  r: '\r',
  t: '\t',
  a: '\x07',
  b: '\b',
  f: '\f',
  v: '\v',
  '0': '\0',
  e: 'e',
}

/** What a literal without expansion says: in single quotes, a here-string, or a bare word. */
export function unquoted(source: string): { text: string; bare: boolean } {
  if (source.startsWith('@') && /^@['\u2018-\u201B"\u201C-\u201E]/.test(source))
    return { text: hereBody(source), bare: false }
  if (isSingleQuote(source[0]))
    return { text: source.slice(1, -1).replace(/(['\u2018-\u201B])['\u2018-\u201B]/g, '$1'), bare: false }
  return { text: bareText(source), bare: true }
}

function hereBody(source: string): string {
  const from = source.indexOf('\n') + 1
  return source.slice(from, Math.max(from, source.length - 2)).replace(/\r?\n$/, '')
}

/** A bare word: a backtick escapes, quotes inside hold their text together. */
function bareText(source: string): string {
  let text = ''
  let quote: 'single' | 'double' | null = null
  for (let i = 0; i < source.length; i++) {
    const c = source[i] ?? ''
    if (quote !== 'single' && c === '`') {
      const next = source[++i] ?? ''
      text += escapes[next] ?? next
    } else if (quote !== 'double' && isSingleQuote(c)) quote = quote ? null : 'single'
    else if (quote !== 'single' && isDoubleQuote(c)) quote = quote ? null : 'double'
    else text += c
  }
  return text
}

/** The parts of a string that is expanded, by the places of what is to be expanded in it. */
export function expandable<T>(
  source: string,
  holes: readonly { start: number; end: number; value: T }[],
): (string | T)[] {
  const here = /^@["\u201C-\u201E]/.test(source)
  const quoted = isDoubleQuote(source[0])
  const from = here ? source.indexOf('\n') + 1 : quoted ? 1 : 0
  const to = here
    ? source.replace(/\r?\n["\u201C-\u201E]@$/, '').length
    : quoted
      ? source.length - 1
      : source.length
  const clean = (text: string) =>
    here ? unescaped(text, false) : quoted ? unescaped(text, true) : bareText(text)
  const parts: (string | T)[] = []
  let at = from
  for (const { start, end, value } of holes) {
    if (start > at) parts.push(clean(source.slice(at, start)))
    parts.push(value)
    at = end
  }
  if (to > at) parts.push(clean(source.slice(at, to)))
  return parts
}

function unescaped(text: string, doubled: boolean): string {
  const pattern = doubled ? /`\r\n|`([\s\S])|(["\u201C-\u201E])["\u201C-\u201E]/g : /`\r\n|`([\s\S])/g
  return text.replace(pattern, (_, escaped?: string, quote?: string) =>
    escaped === undefined
      ? typeof quote === 'string'
        ? quote
        : ''
      : escaped === '\n'
        ? ''
        : (escapes[escaped] ?? escaped),
  )
}
