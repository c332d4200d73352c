/** PowerShell's language specification, 2.2.3: these are quotes, dashes and white space as their ASCII kin are. */
export const isSingleQuote = (c: string | undefined) =>
  c !== undefined && /^['\u2018\u2019\u201A\u201B]$/.test(c)
export const isDoubleQuote = (c: string | undefined) => c !== undefined && /^["\u201C\u201D\u201E]$/.test(c)
export const isDash = (c: string | undefined) => c !== undefined && /^[-\u2013\u2014\u2015]$/.test(c)
export const isBlank = (c: string | undefined) =>
  c !== undefined && /^[ \t\v\f\u0085\u00A0\u1680\u2000-\u200A\u202F\u205F\u3000\uFEFF\u200B]$/.test(c)
export const isNewline = (c: string | undefined) => c === '\n' || c === '\r'

/** What ends a bare word in a command. */
export const endsWord = (c: string | undefined) =>
  c === undefined || isBlank(c) || isNewline(c) || /^[(){};,|&]$/.test(c)

/** A variable as it begins at `$`: `$x`, `$env:x`, `${a b}`, `$_`, `$?`, `$$`, `$^`. */
export const variableAt =
  /\$(?:\{(?:`[\s\S]|[^}`])+\}|(?:[\p{L}\p{Nd}_]+:(?=[\p{L}\p{Nd}_]))?[\p{L}\p{Nd}_]+|[?$^])/uy
export const splatAt = /@[\p{L}_][\p{L}\p{Nd}_]*/uy
export const numberAt =
  /(?:0[xX][0-9a-fA-F]+|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)(?:[lLdD])?(?:[kKmMgGtTpP][bB])?/y
export const nameAt = /[\p{L}_][\p{L}\p{Nd}_]*/uy

/** What `pattern` (sticky) matches at `index`, or null. */
export function matchAt(pattern: RegExp, source: string, index: number): string | null {
  pattern.lastIndex = index
  return pattern.exec(source)?.[0] ?? null
}
