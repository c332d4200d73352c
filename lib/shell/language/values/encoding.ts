import { double } from '../evaluate/static-methods'
import { Bytes, type Datum, type EnumWord, elementsOf } from './datum'
import { textOf } from './text'

export const encodings: ReadonlyMap<string, 'utf8' | 'utf16le' | 'latin1' | 'ascii'> = new Map([
  ['utf8', 'utf8'],
  ['unicode', 'utf16le'],
  ['ascii', 'ascii'],
  ['default', 'latin1'],
  ['utf7', 'utf8'],
])

export function byteArray(value: Datum): Uint8Array {
  if (value instanceof Bytes) return value.bytes
  return Uint8Array.from(elementsOf(value), (one) => double(one) & 255)
}

/** Text by its byte order mark, UTF-8 without one. */
export function decodeText(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes)
  if (buffer[0] === 0xff && buffer[1] === 0xfe) return buffer.subarray(2).toString('utf16le')
  if (buffer[0] === 0xef && buffer[1] === 0xbb && buffer[2] === 0xbf)
    return buffer.subarray(3).toString('utf8')
  return buffer.toString('utf8')
}

export function encodeText(value: string, encoding: string): Uint8Array {
  const name = encoding.toLowerCase().replace(/[-_]|bom|encoding/g, '')
  if (name === 'unicode' || name === 'string' || name === 'utf16le')
    return Uint8Array.from(Buffer.from(`\uFEFF${value}`, 'utf16le'))
  return Uint8Array.from(Buffer.from(value, encodings.get(name) ?? 'utf8'))
}

/** The methods of `[System.Text.Encoding]::UTF8` and its kin. */
export function encodingMethod(
  encoding: EnumWord,
  written: string,
  [value = null]: readonly Datum[],
): Datum | undefined {
  const node = encodings.get(encoding.word) ?? 'utf8'
  if (written.toLowerCase() === 'getbytes')
    return new Bytes(Uint8Array.from(Buffer.from(textOf(value), node)))
  if (written.toLowerCase() === 'getstring') return Buffer.from(byteArray(value)).toString(node)
  return undefined
}
