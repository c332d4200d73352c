/** A field of a message's header, folded lines joined (RFC 5322 §2.2.3). */
export interface HeaderField {
  readonly name: string
  readonly value: string
  /** Bytes of the field in the message, its last CRLF included. */
  readonly start: number
  readonly end: number
}

export interface MessageHeader {
  readonly fields: readonly HeaderField[]
  /** Where the header ends: the empty line before the body, or what is no field. */
  readonly end: number
}

/** As far as a header is looked for; connectors take 256 KB of it at most. */
const longestHeader = 512 * 1024
const utf8 = new TextDecoder('utf-8')

/** Reads the header of a message. What is no field ends it, as where a message has a body alone. */
export function readHeader(content: Uint8Array): MessageHeader {
  const text = Buffer.from(content.buffer, content.byteOffset, headerLength(content)).toString('latin1')
  const fields: HeaderField[] = []
  // RFC 5322 §2.2: the name is printable ASCII without colon; a line that begins with white space goes on.
  const field = /([!-9;-~]{1,998})[ \t]*:((?:[^\r\n]|\r?\n[ \t]|\r(?!\n))*)(?:\r?\n|$)/y
  for (let found = field.exec(text); found; found = field.exec(text)) {
    const [whole, name = '', value = ''] = found
    fields.push({ name, value: unfolded(value), start: found.index, end: found.index + whole.length })
  }
  return { fields, end: fields.at(-1)?.end ?? 0 }
}

/** The first value of a field by its name, which has no case; null where there is none. */
export function headerValue({ fields }: MessageHeader, name: string): string | null {
  const wanted = name.toLowerCase()
  return fields.find((field) => field.name.toLowerCase() === wanted)?.value ?? null
}

function headerLength(content: Uint8Array): number {
  const end = Buffer.from(content.buffer, content.byteOffset, content.byteLength).indexOf('\r\n\r\n')
  return Math.min(end < 0 ? content.byteLength : end + 2, longestHeader)
}

/** Headers may hold UTF-8 (RFC 6532). */
function unfolded(value: string): string {
  const line = value.replace(/\r?\n(?=[ \t])/g, '').trim()
  return /[\x80-\xff]/.test(line) ? utf8.decode(Buffer.from(line, 'latin1')) : line
}
