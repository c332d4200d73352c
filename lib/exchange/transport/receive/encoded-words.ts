const word = /=\?([\w.:-]{1,40})(?:\*[\w-]{1,40})?\?([bq])\?([^?\s]{0,998})\?=/gi

/** Text of a header as people read it: encoded words (RFC 2047) decoded, what cannot be decoded left as it is. */
export function decodeWords(value: string): string {
  if (!value.includes('=?')) return value
  // RFC 2047 §6.2: white space between two encoded words is no part of the text.
  return value
    .replace(/(\?=)[ \t\r\n]+(?==\?)/g, '$1')
    .replace(word, (whole, charset: string, encoding: string, text: string) => {
      const decoder = decoderOf(charset)
      return decoder ? decoder.decode(bytesOf(encoding, text)) : whole
    })
}

function bytesOf(encoding: string, text: string): Buffer {
  if (encoding.toLowerCase() === 'b') return Buffer.from(text, 'base64')
  const plain = text
    .replaceAll('_', ' ')
    .replace(/=([\da-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(plain, 'latin1')
}

function decoderOf(charset: string): TextDecoder | null {
  try {
    return new TextDecoder(charset)
  } catch {
    return null
  }
}
