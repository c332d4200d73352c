import type { Value } from '../../value'
import { truth } from '../values/convert'
import {
  Bytes,
  Credential,
  type Datum,
  Hashtable,
  Num,
  ScriptBlock,
  Secure,
  Unlimited,
} from '../values/datum'
import { textOf } from '../values/text'

/** A value of the language as a command's argument. */
export function toShellValue(value: Datum, type: string): Value {
  if (type.endsWith('SwitchParameter')) return { kind: 'switch', present: truth(value) }
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return value
  if (Array.isArray(value)) return value.map((one) => toShellValue(one, ''))
  if (value instanceof Num) return Number(value.value)
  if (value instanceof Secure) return value.secret
  if (value instanceof Bytes)
    return value.path !== null ? { kind: 'file', path: value.path } : [...value.bytes.subarray(0, 1_000_000)]
  if (value instanceof Credential)
    return { kind: 'credential', userName: value.userName, password: value.password.secret }
  if (value instanceof Hashtable)
    return {
      kind: 'table',
      entries: [...value.entries.values()].map(
        (one) => [textOf(one.key), toShellValue(one.value, '')] as const,
      ),
    }
  if (value instanceof ScriptBlock) return value.text.trim()
  return value instanceof Unlimited && value.value !== undefined
    ? toShellValue(value.value, '')
    : textOf(value)
}
