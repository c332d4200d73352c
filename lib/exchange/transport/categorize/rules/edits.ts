import type { Value } from '@/lib/shell'
import { readHeader } from '../../receive/header-fields'

/** What a rule changes in a message's header. */
export type Edit =
  | { readonly kind: 'prependSubject'; readonly text: string }
  | { readonly kind: 'set'; readonly name: string; readonly value: string }
  | { readonly kind: 'remove'; readonly name: string }

type Parts = Readonly<Record<string, Value>>

/** PrependSubject, SetHeaderName with SetHeaderValue, RemoveHeader and SetSCL. */
export function editsOf(parts: Parts): readonly Edit[] {
  const text = (name: string) => oneLine(String(parts[name] ?? ''))
  const [prefix, name, value, removed, scl] = [
    String(parts.PrependSubject ?? '').replace(/\p{Cc}+/gu, ' '),
    text('SetHeaderName'),
    text('SetHeaderValue'),
    text('RemoveHeader'),
    text('SetSCL'),
  ]
  return [
    ...(prefix.trim() === '' ? [] : [{ kind: 'prependSubject' as const, text: prefix }]),
    ...(isFieldName(name) ? [{ kind: 'set' as const, name, value }] : []),
    ...(isFieldName(removed) ? [{ kind: 'remove' as const, name: removed }] : []),
    ...(scl === '' ? [] : [{ kind: 'set' as const, name: 'X-MS-Exchange-Organization-SCL', value: scl }]),
  ]
}

const oneLine = (text: string) => text.replace(/\p{Cc}+/gu, ' ').trim()

/** RFC 5322 §2.2; what a message is found by on its way cannot be taken from it. */
function isFieldName(name: string): boolean {
  return /^[!-9;-~]{1,64}$/.test(name) && !/^(message-id|received)$/i.test(name)
}

/** The message with its header changed; its body is as it was. A prefix that is there already is not put twice. */
export function edited(content: Uint8Array, edits: readonly Edit[]): Uint8Array {
  return edits.reduce(applied, content)
}

function applied(content: Uint8Array, edit: Edit): Uint8Array {
  if (edit.kind === 'remove') return withField(content, edit.name, null)
  if (edit.kind === 'set') return withField(content, edit.name, encodedWords(edit.value))
  const [subject] = readHeader(content).fields.filter(({ name }) => /^subject$/i.test(name))
  const raw = subject
    ? Buffer.from(content.subarray(subject.start, subject.end))
        .toString('latin1')
        .replace(/^[^:]*:[ \t]*/, '')
        .trimEnd()
    : ''
  const prefix = encodedWords(edit.text)
  return raw.startsWith(prefix.trimEnd()) ? content : withField(content, 'Subject', joined(prefix, raw))
}

/** White space between two encoded words is no part of the text (RFC 2047 §6.2), so it is within the first. */
function joined(prefix: string, raw: string): string {
  return /[ \t]$/.test(prefix) ? `${prefix}${raw}` : `${prefix} ${raw}`
}

/** In place of all fields of that name; null leaves it out. */
function withField(content: Uint8Array, field: string, value: string | null): Uint8Array {
  const kept: Uint8Array[] = value === null ? [] : [Buffer.from(`${field}: ${value}\r\n`, 'latin1')]
  let from = 0
  for (const { name, start, end } of readHeader(content).fields) {
    if (name.toLowerCase() !== field.toLowerCase()) continue
    kept.push(content.subarray(from, start))
    from = end
  }
  return Buffer.concat([...kept, content.subarray(from)])
}

/** 45 bytes make an encoded word of 60 letters of base64: with its frame 72, of the 75 that RFC 2047 §2 allows. */
const wordBytes = 45

/** ASCII as it is, other text as encoded words (RFC 2047), each on a line of its own. */
export function encodedWords(text: string): string {
  if (/^[ -~]*$/.test(text)) return text
  const words: string[] = []
  let word = ''
  for (const letter of text) {
    if (Buffer.byteLength(word + letter) > wordBytes) {
      words.push(word)
      word = ''
    }
    word += letter
  }
  return [...words, word].map((one) => `=?utf-8?B?${Buffer.from(one).toString('base64')}?=`).join('\r\n ')
}
