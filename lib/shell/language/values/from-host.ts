import { OutputBytes, OutputText } from '../../output-value'
import type { Datum } from './datum'
import * as data from './datum'
import { exchangeValue } from './exchange-value'
import { numeric } from './number'

const own = [
  data.Num,
  data.Char,
  data.DateTime,
  data.TimeSpan,
  data.Guid,
  data.Pattern,
  data.Version,
  data.Bytes,
  data.Secure,
  data.Credential,
  data.ByteQuantifiedSize,
  data.Unlimited,
  data.TypeReference,
  data.ErrorDatum,
  data.EnumWord,
  data.Hashtable,
  data.PSObject,
  data.ScriptBlock,
]

/** What a command wrote, as a value of the language; its own values pass as they are. */
export function fromHost(
  value: unknown,
  type = 'System.Management.Automation.PSCustomObject',
  depth = 0,
): Datum {
  if (value === null || value === undefined || depth > 20) return null
  if (typeof value === 'string' || typeof value === 'boolean') return value
  if (typeof value === 'number') return numeric(value)
  if (typeof value === 'bigint') return new data.Num('Int64', BigInt.asIntN(64, value))
  if (value instanceof Date) return new data.DateTime(value.getTime(), 'Local')
  if (value instanceof OutputText) return value.text
  if (value instanceof OutputBytes) return new data.Bytes(value.bytes)
  if (value instanceof Uint8Array) return new data.Bytes(value)
  if (Array.isArray(value)) return value.map((one) => fromHost(one, undefined, depth + 1))
  if (typeof value !== 'object') return null
  if (own.some((one) => value instanceof one)) return value as Datum
  return new data.PSObject([type], lateProperties(value, depth + 1, type.startsWith('Microsoft.Exchange.')))
}

function lateProperties(object: object, depth: number, ofExchange: boolean): data.LateProperties {
  const propertyOf = (name: string) => {
    const value = (object as Record<string, unknown>)[name]
    return ofExchange && typeof value === 'string' ? exchangeValue(value) : fromHost(value, undefined, depth)
  }
  return {
    one: (name) => (Object.hasOwn(object, name) ? propertyOf(name) : undefined),
    all() {
      const names = Object.keys(object)
      return new Map(names.map((name) => [name.toLowerCase(), { name, value: propertyOf(name) }]))
    },
  }
}
