/** A multipart body in pieces (RFC 2046 §5.1.1). */
export interface Multipart {
  /** What stands between the parts: delimiter lines with their line ends, before the first and behind the last. */
  readonly between: readonly Buffer[]
  readonly parts: readonly Buffer[]
  /** What nobody is shown: a word to those who know no MIME. */
  readonly preamble: Buffer
  readonly epilogue: Buffer
}

/** As many parts as a message may have; more is not looked at. */
const mostParts = 10_000

/** Takes a multipart body apart. @returns null where the boundary is nowhere */
export function splitMultipart(body: Buffer, boundary: string): Multipart | null {
  const parts: Buffer[] = []
  const between: Buffer[] = []
  const mark = `--${boundary}`
  let begin: { readonly partAt: number } | null = null
  let preamble = body.subarray(0, 0)
  for (let at = body.indexOf(mark); at >= 0; at = body.indexOf(mark, at + mark.length)) {
    const line = delimiterAt(body, at, mark.length)
    if (!line) continue
    // The line end before a delimiter belongs to it.
    const partEnd = body.subarray(Math.max(at - 2, 0), at).toString('latin1') === '\r\n' ? at - 2 : at - 1
    if (begin) parts.push(body.subarray(begin.partAt, Math.max(partEnd, begin.partAt)))
    between.push(body.subarray(begin ? Math.max(partEnd, begin.partAt) : at, line.end))
    if (!begin) preamble = body.subarray(0, at)
    begin = { partAt: line.end }
    if (line.isLast) return { parts, between, preamble, epilogue: body.subarray(line.end) }
    if (parts.length > mostParts) return null
  }
  if (!begin) return null
  // Without a closing delimiter the last part ends with the body.
  const nothing = Buffer.alloc(0)
  return {
    parts: [...parts, body.subarray(begin.partAt)],
    between: [...between, nothing],
    preamble,
    epilogue: nothing,
  }
}

/** A delimiter stands alone on its line, with white space behind it at most. */
function delimiterAt(body: Buffer, at: number, length: number) {
  if (at > 0 && body[at - 1] !== 10) return null
  const found = body.indexOf('\n', at + length)
  const end = found < 0 ? body.length : found + 1
  const rest = body.toString('latin1', at + length, Math.min(end, at + length + 100))
  const last = /^(--)?[ \t]*\r?\n?$/.exec(rest)
  return last ? { end, isLast: last[1] !== undefined } : null
}
