import type { Value } from '../../value'
import { truth } from '../values/convert'
import {
  Bytes,
  Credential,
  type Datum,
  Hashtable,
  Num,
  PSObject,
  ScriptBlock,
  Secure,
  Unlimited,
} from '../values/datum'
import { textOf } from '../values/text'

/** What an object is called by commands: its identity, else its GUID, else its name; null where it has none. */
export function identityOf(value: PSObject): Datum {
  return value.get('Identity') ?? value.get('Guid') ?? value.get('Name') ?? null
}

/** An object that a command gave stands for its identity; one that a script made is its text, as in PowerShell. */
function objectValue(value: PSObject): Value {
  const own =
    value.text === null && !value.types.at(-1)?.endsWith('PSCustomObject') ? identityOf(value) : null
  return own === null || own instanceof PSObject ? textOf(value) : toShellValue(own, '')
}

/** A value of the language as a command's argument. */
export function toShellValue(value: Datum, type: string): Value {
  if (type.endsWith('SwitchParameter')) return { kind: 'switch', present: truth(value) }
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return value
  if (Array.isArray(value) && type === 'System.Byte[]' && value.length === 1)
    return toShellValue(value[0] ?? null, type)
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
  if (value instanceof PSObject) return objectValue(value)
  if (value instanceof ScriptBlock) return value.text.trim()
  return value instanceof Unlimited && value.value !== undefined
    ? toShellValue(value.value, '')
    : textOf(value)
}
