const [cr, lf] = [0x0d, 0x0a]

/** Where a CR or an LF stands alone, from there on; -1 when none does. */
function bareAt(content: Buffer, from: number): number {
  let next = nextEnd(content, from)
  while (next >= 0) {
    if (content[next] === lf || content[next + 1] !== lf) return next
    next = nextEnd(content, next + 2)
  }
  return -1
}

function nextEnd(content: Buffer, from: number): number {
  const [one, other] = [content.indexOf(cr, from), content.indexOf(lf, from)]
  return one < 0 ? other : other < 0 ? one : Math.min(one, other)
}

/** Whether a line ends in something else than CRLF (RFC 5321 §2.3.8). */
export function hasBareLineEnds(content: Buffer): boolean {
  return bareAt(content, 0) >= 0
}

/**
 * Every line ended by CRLF. A lone LF or CR would be an end of line to some server that the message is passed on to, and
 * `LF . LF` the end of the message: what stands behind it would be commands there (SMTP smuggling).
 */
export function withCrlf(content: Buffer): Buffer {
  if (!hasBareLineEnds(content)) return content
  return Buffer.from(content.toString('latin1').replace(/\r\n|\r|\n/g, '\r\n'), 'latin1')
}
