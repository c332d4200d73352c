import { isDoubleQuote, isNewline, isSingleQuote, matchAt, variableAt } from './characters'

export type TokenKind =
  | 'command'
  | 'parameter'
  | 'string'
  | 'variable'
  | 'number'
  | 'keyword'
  | 'operator'
  | 'comment'
  | 'word'

/** A piece of the source, as a terminal colours it. */
export interface Token {
  readonly kind: TokenKind
  readonly start: number
  readonly end: number
}

/** What is open at a place of the source, and what closes it. */
export interface Open {
  readonly kind: 'script' | 'block' | 'paren' | 'arguments' | 'params' | 'index' | 'hash' | 'switch'
  readonly start: number
  readonly opener: string
  /** What comes next: a statement, the rest of an expression, a command's arguments, a key, a clause. */
  state: 'statement' | 'expression' | 'command' | 'key' | 'clause' | 'clause-body'
  /** The keyword whose block has not come yet. */
  keyword: string | null
  /** A pipe, comma or operator was the last thing: a line's end does not end the statement. */
  hanging: boolean
  /** A parameter's default is being read: a comma ends it. */
  inDefault?: boolean
  afterPipe: boolean
}

export interface Flaw {
  readonly message: string
  readonly errorId: string
  readonly start: number
  readonly end: number
  /** More input would mend it. */
  readonly incomplete: boolean
}

/** The text that the grammar reads, with the place in the source of each of its characters. */
export class Rewriter {
  readonly text: string[] = []
  readonly places: number[] = []
  readonly ends: number[] = []
  readonly tokens: Token[] = []
  flaw: Flaw | null = null
  at = 0

  constructor(readonly source: string) {}

  peek(ahead = 0): string | undefined {
    return this.source[this.at + ahead]
  }

  /** Writes `text` for the source from `start` to the present place. */
  write(text: string, start: number): void {
    for (let i = 0; i < text.length; i++) {
      this.text.push(text[i] ?? '')
      this.places.push(start)
      this.ends.push(Math.max(start, this.at))
    }
  }

  /** Writes a sign before what was written from the place `begin` of the text on, for the source at `start`. */
  insert(sign: string, begin: number, start: number): void {
    this.text.splice(begin, 0, sign)
    this.places.splice(begin, 0, start)
    this.ends.splice(begin, 0, start)
  }

  /** Passes over `length` characters and writes `text` for them. */
  take(length: number, text: string, kind?: TokenKind): void {
    const start = this.at
    this.at += length
    if (kind) this.tokens.push({ kind, start, end: this.at })
    this.write(text, start)
  }

  fail(message: string, errorId: string, start: number, end: number, incomplete = false): void {
    this.flaw ??= { message, errorId, start, end, incomplete }
    if (!incomplete) this.at = this.source.length
  }

  comment(): boolean {
    const start = this.at
    if (this.source.startsWith('<#', start)) {
      const end = this.source.indexOf('#>', start)
      if (end < 0)
        this.fail(
          "The terminator '#>' is missing from the multiline comment.",
          'MissingTerminatorMultiLineComment',
          start,
          start + 2,
          true,
        )
      this.at = end < 0 ? this.source.length : end + 2
    } else if (this.peek() === '#') {
      while (this.at < this.source.length && !isNewline(this.peek())) this.at++
    } else return false
    this.tokens.push({ kind: 'comment', start, end: this.at })
    return true
  }

  variable(): boolean {
    const name = matchAt(variableAt, this.source, this.at)
    if (!name) return false
    this.take(name.length, '$v', 'variable')
    return true
  }

  /** A string in single quotes or a here-string in single quotes; the builder reads its text from the source. */
  verbatim(): void {
    const start = this.at++
    for (;;) {
      const c = this.peek()
      if (c === undefined) {
        this.fail(
          "The string is missing the terminator: '.",
          'TerminatorExpectedAtEndOfString',
          start,
          this.at,
          true,
        )
        break
      }
      this.at++
      if (isSingleQuote(c)) {
        if (!isSingleQuote(this.peek())) break
        this.at++
      }
    }
    this.tokens.push({ kind: 'string', start, end: this.at })
    this.write("'x'", start)
  }

  /** The end of the here-string that begins here: the place of the closing quote, or null. */
  hereString(): { body: number; close: number } | null {
    const double = isDoubleQuote(this.peek(1))
    const head = /@["'\u2018-\u201E][^\S\r\n]*\r?\n/y
    head.lastIndex = this.at
    if (!head.test(this.source)) return null
    const tail = double ? /\r?\n["\u201C\u201D\u201E]@/g : /\r?\n['\u2018-\u201B]@/g
    tail.lastIndex = head.lastIndex - 1
    const found = tail.exec(this.source)
    if (found) return { body: head.lastIndex, close: found.index }
    this.fail(
      `The string is missing the terminator: ${double ? '"' : "'"}@.`,
      'TerminatorExpectedAtEndOfString',
      this.at,
      this.source.length,
      true,
    )
    return { body: head.lastIndex, close: this.source.length }
  }

  verbatimHereString(): boolean {
    const found = this.hereString()
    if (!found) return false
    const start = this.at
    this.at = Math.min(this.source.length, this.source.indexOf('@', found.close) + 1 || this.source.length)
    this.tokens.push({ kind: 'string', start, end: this.at })
    this.write("'x'", start)
    return true
  }
}
