export type TokenKind =
  | 'command'
  | 'parameter'
  | 'string'
  | 'variable'
  | 'number'
  | 'comment'
  | 'operator'
  | 'text'

export interface Token {
  readonly kind: TokenKind
  readonly text: string
}

/** The five characters that PowerShell takes for a single quote, and its four double ones. */
const single = "'\u2018\u2019\u201A\u201B"
const double = '"\u201C\u201D\u201E'

/**
 * In order of trial. A quote inside its own kind of string is doubled; in double quotes a backtick also
 * protects the next character. An unfinished string runs to the end.
 */
const rules: readonly [TokenKind, RegExp][] = [
  ['comment', /#[^\r\n]*/y],
  ['string', new RegExp(`[${single}](?:[^${single}]|[${single}]{2})*(?:[${single}]|$)`, 'y')],
  ['string', new RegExp(`[${double}](?:[^${double}\`]|\`[^]|[${double}]{2})*(?:[${double}]|$)`, 'y')],
  ['variable', /\$(?:\{[^}]*\}|[\w:?]+)/y],
  ['parameter', /(?<![\w'"$)])-[A-Za-z][\w-]*:?/y],
  ['number', /(?<![\w.-])\d+(?:\.\d+)?(?:[kmgtp]b)?(?![\w.])/iy],
  ['operator', /[|;(){}[\]=,&@]+/y],
  ['text', /[^\s|;(){}[\]=,&@'"\u2018-\u201E$#]+|[\s\S]/y],
]

const operators = /^-(?:i|c)?(?:eq|ne|gt|ge|lt|le|like|notlike|match|notmatch|contains|in|and|or|not|is|as)$/i

/**
 * Splits printed PowerShell into what the eye tells apart. It knows how commands look, not the language: the
 * shell's own parser is elsewhere. The tokens joined are the text again.
 */
export function tokenize(code: string): readonly Token[] {
  const tokens: Token[] = []
  let position = 0
  let startsCommand = true
  while (position < code.length) {
    const { kind, text } = next(code, position)
    position += text.length
    if (text.trim() === '') {
      if (/[\r\n]/.test(text)) startsCommand = true
      push(tokens, 'text', text)
      continue
    }
    const named = kind === 'text' && startsCommand
    push(tokens, named ? 'command' : kind === 'parameter' && operators.test(text) ? 'operator' : kind, text)
    startsCommand = kind === 'comment' || (kind === 'operator' && /[|;({=&]$/.test(text))
  }
  return tokens
}

function next(code: string, position: number): Token {
  for (const [kind, rule] of rules) {
    rule.lastIndex = position
    const text = rule.exec(code)?.[0]
    if (text) return { kind, text }
  }
  return { kind: 'text', text: code.charAt(position) }
}

function push(tokens: Token[], kind: TokenKind, text: string) {
  const last = tokens.at(-1)
  if (last?.kind === 'text' && kind === 'text') tokens[tokens.length - 1] = { kind, text: last.text + text }
  else tokens.push({ kind, text })
}
