import { dayNames, parseDate } from './date'
import {
  ByteQuantifiedSize,
  Bytes,
  Char,
  Credential,
  collected,
  DateTime,
  type Datum,
  EnumWord,
  elementsOf,
  Guid,
  Hashtable,
  Num,
  Pattern,
  PSObject,
  ScriptBlock,
  Secure,
  TimeSpan,
  TypeReference,
  typeOf,
  Unlimited,
  Version,
} from './datum'
import { isNumber, parseNumber, roundEven, toDouble } from './number'
import { failure } from './script-error'
import { textOf } from './text'
import { typeNamed } from './type-names'
import { TypedList } from './typed-list'
import { xmlDocument } from './xml-object'

/** PowerShell's truth: nothing, zero, the empty string and the empty array are false; an array of one is its element. */
export function truth(value: Datum | undefined): boolean {
  if (value === null || value === undefined) return false
  if (typeof value === 'boolean') return value
  if (typeof value === 'string') return value !== ''
  if (isNumber(value)) return toDouble(value) !== 0
  if (value instanceof Bytes) return value.bytes.length > 0
  if (Array.isArray(value)) return value.length > 1 || (value.length === 1 && truth(value[0]))
  return true
}

export function cannotConvert(value: Datum, type: string, because?: string): never {
  if (typeof value === 'string')
    throw failure(
      `Cannot convert value "${value.slice(0, 200)}" to type "${type}".${because ? ` Error: "${because}"` : ''}`,
      'InvalidCastFromStringTo'.concat(type.split('.').at(-1) ?? ''),
      { category: 'InvalidArgument', exception: 'System.Management.Automation.PSInvalidCastException' },
    )
  throw failure(
    value === null
      ? `Cannot convert null to type "${type}".`
      : `Cannot convert the "${textOf(value).slice(0, 200)}" value of type "${typeOf(value)}" to type "${type}".`,
    'ConvertToFinalInvalidCastException',
    { category: 'InvalidArgument', exception: 'System.Management.Automation.PSInvalidCastException' },
  )
}

/** A value as a number, for arithmetic; undefined when it is none. */
export function toNumber(value: Datum): number | Num | undefined {
  if (isNumber(value)) return value
  if (value === null) return 0
  if (typeof value === 'boolean') return value ? 1 : 0
  if (value instanceof Char) return value.code
  if (value instanceof ByteQuantifiedSize) return new Num('Int64', BigInt(Math.trunc(value.bytes)))
  if (value instanceof Unlimited && value.value !== undefined) return toNumber(value.value)
  if (typeof value === 'string') {
    const text = value.trim()
    const found =
      text === ''
        ? 0
        : parseNumber(text.replace(/^(\d{1,3}(?:,\d{3})+)(?=\.|$)/, (all) => all.replaceAll(',', '')))
    return isNumber(found) ? found : undefined
  }
  return undefined
}

const ranges: Record<string, readonly [number, number]> = {
  'System.Int32': [-(2 ** 31), 2 ** 31 - 1],
  'System.Byte': [0, 255],
  'System.Int64': [-(2 ** 63), 2 ** 63],
}

function toInteger(value: Datum, type: string): Datum {
  const found = toNumber(value)
  if (found === undefined) return cannotConvert(value, type, 'Input string was not in a correct format.')
  if (type === 'System.Int64' && found instanceof Num && typeof found.value === 'bigint') return found
  const rounded = roundEven(toDouble(found))
  const [least, most] = ranges[type] ?? [-Infinity, Infinity]
  if (!(rounded >= least && rounded <= most))
    throw failure(
      `Cannot convert value "${textOf(value)}" to type "${type}". Error: "Value was either too large or too small for ${type === 'System.Byte' ? 'an unsigned byte' : `an ${type.slice(7)}`}."`,
      'InvalidCastIConvertible',
      { category: 'InvalidArgument', exception: 'System.Management.Automation.PSInvalidCastException' },
    )
  if (type === 'System.Byte') return new Num('Byte', rounded)
  return type === 'System.Int64' ? new Num('Int64', BigInt(rounded)) : rounded
}

function toFraction(value: Datum, type: 'System.Double' | 'System.Decimal'): Datum {
  const found = toNumber(value)
  if (found === undefined) return cannotConvert(value, type, 'Input string was not in a correct format.')
  return new Num(type === 'System.Double' ? 'Double' : 'Decimal', toDouble(found))
}

const guidShape =
  /^[({]?([0-9a-fA-F]{8})-?([0-9a-fA-F]{4})-?([0-9a-fA-F]{4})-?([0-9a-fA-F]{4})-?([0-9a-fA-F]{12})[)}]?$/

export function parseTimeSpan(text: string): TimeSpan | null {
  const found = /^(-?)(?:(\d{1,8})\.)?(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.(\d{1,7}))?)?$/.exec(text.trim())
  if (/^-?\d{1,8}$/.test(text.trim())) return new TimeSpan(Number(text) * 86_400_000)
  if (!found) return null
  const [, sign, days = '0', hours, minutes, seconds = '0', fraction = ''] = found
  if (Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 59) return null
  const ms =
    ((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60_000 +
    Number(seconds) * 1000 +
    Number(fraction.padEnd(3, '0').slice(0, 3))
  return new TimeSpan(sign ? -ms : ms)
}

export function tableToObject(table: Hashtable): PSObject {
  const made = new PSObject()
  for (const { key, value } of table.entries.values()) made.set(textOf(key), value)
  return made
}

/** Lists that grow. */
export const listTypes = [
  'System.Collections.ArrayList',
  'System.Collections.Generic.HashSet',
  'System.Collections.Generic.List',
  'System.Collections.Generic.Queue',
  'System.Collections.Generic.Stack',
  'System.Collections.Queue',
  'System.Collections.Stack',
] as const

type Converter = (value: Datum, now: () => number) => Datum | undefined

const converters: Record<string, Converter> = {
  'System.String': (value) => textOf(value),
  'System.Boolean': (value) => truth(value),
  'System.Management.Automation.SwitchParameter': (value) => truth(value),
  'System.Object': (value) => value,
  'System.Void': () => null,
  'System.Management.Automation.PSObject': (value) => value,
  'System.Int32': (value) => toInteger(value, 'System.Int32'),
  'System.Int64': (value) => toInteger(value, 'System.Int64'),
  'System.Byte': (value) => toInteger(value, 'System.Byte'),
  'System.Double': (value) => toFraction(value, 'System.Double'),
  'System.Decimal': (value) => toFraction(value, 'System.Decimal'),
  'System.Char': (value) =>
    typeof value === 'string' && value.length === 1
      ? new Char(value.charCodeAt(0))
      : isNumber(value)
        ? new Char(toDouble(value) & 0xffff)
        : undefined,
  'System.DateTime': (value, now) =>
    value instanceof DateTime
      ? value
      : ((typeof value === 'string' ? parseDate(value, now) : undefined) ?? undefined),
  'System.TimeSpan': (value) =>
    typeof value === 'string'
      ? (parseTimeSpan(value) ?? undefined)
      : isNumber(value)
        ? new TimeSpan(toDouble(value) / 10_000)
        : undefined,
  'System.Guid': (value) => {
    const found = typeof value === 'string' ? guidShape.exec(value.trim()) : null
    return found ? new Guid(found.slice(1).join('-').toLowerCase()) : undefined
  },
  'System.Version': (value) => {
    const text = typeof value === 'string' || isNumber(value) ? textOf(value) : ''
    return /^\d{1,9}(\.\d{1,9}){1,3}$/.test(text) ? new Version(text.split('.').map(Number)) : undefined
  },
  'System.Text.RegularExpressions.Regex': (value) => new Pattern(textOf(value)),
  'System.Array': (value) => [...elementsOf(value)],
  ...Object.fromEntries(
    listTypes.map((type) => [type, (value: Datum) => TypedList.holding(type, elementsOf(value))] as const),
  ),
  'System.Collections.Generic.Dictionary': (value) => (value instanceof Hashtable ? value : undefined),
  'System.DayOfWeek': (value) => {
    const word = isNumber(value) ? dayNames[toDouble(value)] : textOf(value)
    const name = dayNames.find((one) => one.toLowerCase() === word?.toLowerCase())
    return name === undefined ? undefined : new EnumWord('System.DayOfWeek', name)
  },
  'System.Net.Mail.MailAddress': (value) => {
    const found = /^(?:"?([^"<]*?)"?\s*<)?([^@\s<>]+)@([^@\s<>]+?)>?$/.exec(
      textOf(value).trim().slice(0, 1000),
    )
    if (!found) return undefined
    const [, name = '', user = '', host = ''] = found
    const made = new PSObject(['System.Net.Mail.MailAddress'])
      .set('DisplayName', name)
      .set('User', user)
      .set('Host', host)
      .set('Address', `${user}@${host}`)
    made.text = name ? `"${name}" <${user}@${host}>` : `${user}@${host}`
    return made
  },
  'System.Collections.Hashtable': (value) =>
    value instanceof Hashtable ? value : value === null ? null : undefined,
  'System.Collections.Specialized.OrderedDictionary': (value) =>
    value instanceof Hashtable ? value : undefined,
  'System.Management.Automation.PSCustomObject': (value) =>
    value instanceof Hashtable ? tableToObject(value) : value,
  'System.Management.Automation.ScriptBlock': (value) => (value instanceof ScriptBlock ? value : undefined),
  'System.Security.SecureString': (value) => (value instanceof Secure || value === null ? value : undefined),
  'System.Management.Automation.PSCredential': (value) =>
    value instanceof Credential || value === null ? value : undefined,
  'Microsoft.Exchange.Data.ByteQuantifiedSize': (value) => {
    const found = toNumber(value)
    return found === undefined ? undefined : new ByteQuantifiedSize(toDouble(found))
  },
  'System.Type': (value) =>
    typeof value === 'string'
      ? new TypeReference(typeNamed(value))
      : value instanceof TypeReference
        ? value
        : undefined,
  'System.Xml.XmlDocument': (value) =>
    xmlDocument(Array.isArray(value) ? value.map((one) => textOf(one)).join('\n') : textOf(value)),
  'System.Uri': (value) => {
    const text = textOf(value)
    return new PSObject(['System.Uri'])
      .set('AbsoluteUri', text)
      .set('OriginalString', text)
      .set('Host', /^[a-z]+:\/\/([^/:?#]+)/i.exec(text)?.[1] ?? '')
      .set('Scheme', /^([a-z][a-z0-9+.-]*):/i.exec(text)?.[1] ?? '')
      .set('AbsolutePath', /^[a-z]+:\/\/[^/]+(\/[^?#]*)/i.exec(text)?.[1] ?? '/')
  },
  'System.Net.IPAddress': (value) => {
    const text = textOf(value).trim()
    const known = /^(?:\d{1,3}\.){3}\d{1,3}$/.test(text) || /^[0-9a-f:]*:[0-9a-f:.]+$/i.test(text)
    const made = new PSObject(['System.Net.IPAddress'])
      .set('IPAddressToString', text)
      .set('AddressFamily', text.includes(':') ? 'InterNetworkV6' : 'InterNetwork')
    made.text = text
    return known ? made : undefined
  },
}

/** The value as `type`, by its full name; fails as PowerShell's cast does. */
export function convertTo(value: Datum, type: string, now: () => number): Datum {
  if (typeOf(value) === type && type !== 'System.Object[]') return value
  if (type === 'System.Byte[]') return toBytes(value, now)
  if (type.endsWith('[]')) {
    if (value === null) return null
    const element = type.slice(0, -2)
    return elementsOf(value).map((one) => convertTo(one, element, now))
  }
  if (value instanceof EnumWord && type !== 'System.String') {
    const day = value.type === 'System.DayOfWeek' && isNumberType(type) ? dayNames.indexOf(value.word) : -1
    return convertTo(day < 0 ? value.word : day, type, now)
  }
  if (type.endsWith('Exception')) return exceptionOf(type, textOf(value))
  const inner =
    Array.isArray(value) && value.length === 1 && type !== 'System.Array' ? collected(value) : value
  const converter = converters[type]
  const made = converter?.(inner, now)
  return made === undefined ? cannotConvert(value, type) : made
}

const isNumberType = (type: string) => /^System\.(?:Int32|Int64|Double|Byte|Decimal)$/.test(type)

/** An exception that a script makes: `[ArgumentException]'…'`, `New-Object ArgumentException '…'`. */
export function exceptionOf(type: string, message: string): PSObject {
  const made = new PSObject([type, 'System.Exception', 'System.Object']).set('Message', message)
  made.text = message
  return made
}

function toBytes(value: Datum, now: () => number): Datum {
  if (value === null || value instanceof Bytes) return value
  if (Array.isArray(value) && value.length === 1 && value[0] instanceof Bytes) return value[0]
  return new Bytes(
    Uint8Array.from(elementsOf(value), (one) => {
      const byte = convertTo(one, 'System.Byte', now)
      return byte instanceof Num ? Number(byte.value) : 0
    }),
  )
}
