import { isBlank, isDoubleQuote, isNewline } from '../parse/characters'
import type { Token } from '../parse/rewriter'
import { type Frame, openFrame, type Word } from './line'

const closers: Readonly<Record<string, string>> = { '(': ')', '{': '}', '[': ']' }
const wordAt = /[^\s(){}[\];|,&"'$]+/y

/** Goes through an unfinished text with the parser's tokens, and keeps what is open at its end. Never fails. */
export class Walker {
  readonly frames: Frame[] = [openFrame('', true)]
  last: Word | null = null
  inComment = false
  private at = 0
  private readonly tokens = new Map<number, Token>()

  constructor(
    private readonly text: string,
    tokens: readonly Token[],
  ) {
    for (const token of tokens) {
      const known = this.tokens.get(token.start)
      if (!known || known.end < token.end) this.tokens.set(token.start, token)
    }
  }

  get frame(): Frame {
    return this.frames.at(-1) ?? openFrame('', true)
  }

  walk(): void {
    while (this.at < this.text.length) {
      const before = this.at
      this.step()
      if (this.at <= before) this.at = before + 1
    }
  }

  private step(): void {
    const c = this.text[this.at] ?? ''
    const token = this.tokens.get(this.at)
    if (!token) this.sign(c)
    else if (token.kind === 'comment') this.comment(token)
    else if (isDoubleQuote(c)) this.expandable()
    else if (token.kind === 'operator') this.operator(token)
    else if (token.kind === 'keyword') this.keyword(token)
    else this.add(token.kind, token.end)
  }

  private sign(c: string): void {
    const { frame } = this
    if (c === '`') this.at += this.text.startsWith('`\r\n', this.at) ? 3 : 2
    else if (isBlank(c)) this.at++
    else if (isNewline(c) || c === ';') {
      this.at++
      if (!frame.joined || c === ';') this.statement()
    } else if (/^[@$][({]/.test(this.text.slice(this.at, this.at + 2))) this.at++
    else if (closers[c]) this.open(c)
    else if (/[)}\]]/.test(c)) this.close(c)
    else if (c === ',') {
      frame.joined = true
      this.at++
    } else if (/[|&=]/.test(c)) {
      this.at++
      this.next(c)
    } else this.loose(c)
  }

  /** What no token names: a sign, or the rest behind a place that the parser stopped at. */
  private loose(c: string): void {
    wordAt.lastIndex = this.at
    const found = wordAt.exec(this.text)?.[0] ?? c
    if (/[.:]/.test(c) && this.last?.end === this.at) this.lengthen(found.length)
    else this.add(c === '$' ? 'variable' : 'word', this.at + found.length)
  }

  /** `.Name` behind a value is part of it. */
  private lengthen(by: number): void {
    const { last } = this
    this.at += by
    if (!last) return
    const longer: Word = { ...last, text: this.text.slice(last.start, this.at), end: this.at }
    const words = this.frame.line?.words
    if (words?.at(-1) === last) words.splice(-1, 1, longer)
    this.last = longer
  }

  private comment(token: Token): void {
    const ended = this.text.startsWith('<#', token.start)
      ? this.text.endsWith('#>') && token.end - token.start >= 4
      : token.end < this.text.length
    this.inComment = token.end >= this.text.length && !ended
    this.at = token.end
  }

  private operator(token: Token): void {
    const sign = this.text.slice(token.start, token.end)
    this.at = token.end
    if (this.frame.isStart && (sign === '&' || sign === '.')) this.frame.called = true
    else if (/^[|&]+$/.test(sign) || /=$/.test(sign)) this.next(sign)
    else if (sign === ',') this.frame.joined = true
    else this.frame.isStart = false
  }

  /** Behind a pipe the pipeline goes on; behind `=`, `&&` and `||` another begins. */
  private next(sign: string): void {
    const { frame } = this
    const source = sign === '|' ? (frame.source ?? frame.line) : null
    Object.assign(frame, { line: null, source, isStart: true, joined: false, called: false })
    this.last = null
  }

  private keyword(token: Token): void {
    this.at = token.end
    this.last = null
    Object.assign(this.frame, { line: null, isStart: /^(?:in|return|throw|exit)$/i.test(this.textOf(token)) })
    if (token.end === this.text.length) this.add('command', token.end, token.start)
  }

  private statement(): void {
    const { frame } = this
    Object.assign(frame, { line: null, source: null, isStart: !frame.isHash, joined: false, called: false })
    this.last = null
  }

  private open(c: string): void {
    const isHash = c === '{' && this.text[this.at - 1] === '@'
    this.value(this.at, this.at + 1)
    this.frames.push({ ...openFrame(closers[c] ?? '', c !== '[' && !isHash), isHash })
    this.last = null
    this.at++
  }

  private close(c: string): void {
    this.at++
    if (this.frames.length > 1 && this.frame.closer === c) this.frames.pop()
    const { line } = this.frame
    const opened = line?.words.at(-1)
    if (opened?.kind === 'value') line?.words.splice(-1, 1, { ...opened, end: this.at })
    this.last = null
    if (c === '}' && !line) this.frame.isStart = true
  }

  /** A string in double quotes: code in its `$( )` is code. */
  private expandable(): void {
    const start = this.at++
    while (this.at < this.text.length && !this.nested) {
      const c = this.text[this.at]
      const doubled = isDoubleQuote(this.text[this.at + 1])
      if (isDoubleQuote(c) && !doubled) {
        this.add('string', this.at + 1, start, false)
        return
      }
      if (this.text.startsWith('$(', this.at)) this.inside()
      else this.at += c === '`' || isDoubleQuote(c) ? 2 : 1
    }
    if (this.nested) return
    this.add('string', this.text.length, start, true)
  }

  /** The text ended within a `$( )`. */
  private nested = false

  private inside(): void {
    const depth = this.frames.length
    this.frames.push(openFrame(')', true))
    this.last = null
    this.at += 2
    while (this.at < this.text.length && this.frames.length > depth) {
      const before = this.at
      this.step()
      if (this.at <= before) this.at = before + 1
    }
    this.nested = this.frames.length > depth
  }

  private value(start: number, end: number): void {
    const { frame } = this
    frame.line?.words.push({ kind: 'value', text: '', start, end, joined: frame.joined })
    frame.joined = false
    frame.isStart = false
  }

  private textOf({ start, end }: { readonly start: number; readonly end: number }): string {
    return this.text.slice(start, end)
  }

  private add(kind: Word['kind'], end: number, start = this.at, open?: boolean): void {
    const { frame } = this
    const text = this.text.slice(start, end)
    const isOpen = open ?? (kind === 'string' && unterminated(text))
    const word: Word = { kind, text, start, end, joined: frame.joined, ...(isOpen ? { open: true } : {}) }
    this.at = end
    this.last = word
    frame.joined = false
    if (kind === 'command' || frame.called || (frame.isStart && kind === 'word'))
      frame.line = { name: word, words: [] }
    else if (frame.line) frame.line.words.push(word)
    frame.isStart = frame.called = false
  }
}

/** A single-quoted string whose end has not come; here-strings are never completed. */
function unterminated(text: string): boolean {
  if (text.startsWith('@')) return false
  return (text.match(/['\u2018-\u201B]/gu)?.length ?? 0) % 2 === 1
}
