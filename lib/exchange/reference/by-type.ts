import {
  bytes,
  int32,
  isList,
  kindOf,
  ok,
  type Parameter,
  type Result,
  refuse,
  secureString,
  switchParameter,
  type Table,
  type Value,
} from '@/lib/shell'
import { parseSmtpAddress } from '../directory/address'
import { parseSize, printSize } from '../directory/quota'
import { quoted } from '../directory/quoted'
import { timeSpanKind, uri } from '../organization/kind'
import type { DocumentedParameter } from '.'
import { isListChange } from './list-change'
import { words } from './words'

type Parse = (value: Value) => Result<Value>

const longestText = 32_768
const mostElements = 5_000

/**
 * A parameter whose rules nothing here models: read by its documented type, and kept as a command writes it.
 * `$null` stands for nothing, as it does for most of Exchange's properties.
 */
export function parameterByType(name: string, facts: DocumentedParameter): Parameter<Value | boolean> {
  const { type } = facts
  if (type === 'SwitchParameter') return { type, parse: switchParameter.parse }
  const isSize = type === 'Unlimited' && /Size$|Quota$/.test(name) && name !== 'ResultSize'
  const enumerated = enumeratedBy(facts)
  return {
    type,
    parse: orNull(isSize ? sizeOrUnlimited : parserOf(facts)),
    ...(enumerated ? { words: enumerated } : {}),
  }
}

function orNull(parse: Parse): Parse {
  return (value) => (value === null ? ok(null) : parse(value))
}

const elementOf = ({ type }: DocumentedParameter) => type.replace(/\[\]$/, '')

function enumeratedBy(facts: DocumentedParameter): readonly string[] | undefined {
  return facts.values ?? words[elementOf(facts)]
}

function parserOf(facts: DocumentedParameter): Parse {
  const { type } = facts
  const element = elementOf(facts)
  const one = element === 'Byte' ? bytes.parse : elementParser(element, enumeratedBy(facts))
  return isMany(type) ? manyOf(one) : one
}

function isMany(type: string): boolean {
  return /^MultiValuedProperty|Collection$/.test(type) || (type.endsWith('[]') && type !== 'Byte[]')
}

function elementParser(type: string, enumerated: readonly string[] | undefined): Parse {
  if (enumerated) return wordOf(type, enumerated)
  return byType[type] ?? plainText(type)
}

function cannotConvert(value: Value, type: string, reason = ''): Result<never> {
  const shown = typeof value === 'object' ? (kindOf(value) ?? 'list') : String(value)
  return refuse(
    'InvalidData',
    'ParameterArgumentTransformationError',
    `Cannot convert value ${quoted(shown)} to type "${type}".${reason === '' ? '' : ` ${reason}`}`,
  )
}

/** One word, or several of a [Flags] enumeration: in one string with commas, or a list. Numbers count from 0. */
function wordOf(type: string, enumerated: readonly string[]): Parse {
  const find = (given: string) =>
    enumerated.find((word) => word.toLowerCase() === given.trim().toLowerCase()) ??
    (/^\d{1,2}$/.test(given.trim()) ? enumerated[Number(given)] : undefined)
  return (value) => {
    const given = (isList(value) ? value : [value]).flatMap((one) =>
      typeof one === 'string' || typeof one === 'number' ? String(one).split(',') : [null],
    )
    const found = given.map((one) => (one === null ? undefined : find(one)))
    const wrong = found.indexOf(undefined)
    if (wrong >= 0 || found.length === 0)
      return cannotConvert(
        given[wrong] ?? value,
        type,
        `Specify one of the following: ${enumerated.join(', ')}.`,
      )
    return ok(found.length === 1 ? (found[0] ?? null) : found.filter((one) => one !== undefined))
  }
}

/** A list, a single value, or `@{Add=…; Remove=…}`, which Set- works out against what there is. */
function manyOf(element: Parse): Parse {
  return (value) => {
    if (isListChange(value)) return checkedChange(value, manyOf(element))
    const given = isList(value) ? value : [value]
    if (given.length > mostElements) return cannotConvert(`${given.length} values`, 'MultiValuedProperty')
    const list: Value[] = []
    for (const one of given) {
      const parsed = element(one)
      if (!parsed.ok) return parsed
      list.push(parsed.value)
    }
    return ok(list)
  }
}

/** The values of a change are read as those of the list are. */
function checkedChange(change: Table, list: Parse): Result<Value> {
  const entries: [string, Value][] = []
  for (const [key, value] of change.entries) {
    const parsed = list(value)
    if (!parsed.ok) return parsed
    entries.push([key, parsed.value])
  }
  return ok({ kind: 'table', entries })
}

function plainText(type: string): Parse {
  return (value) => {
    if (kindOf(value) === 'secure' || kindOf(value) === 'credential' || kindOf(value) === 'file')
      return cannotConvert(value, type)
    if (isList(value))
      return value.length === 1 ? plainText(type)(value[0] ?? '') : cannotConvert(value, type)
    if (kindOf(value) === 'table') return cannotConvert(value, type)
    const written = typeof value === 'boolean' ? (value ? 'True' : 'False') : String(value)
    return written.length <= longestText
      ? ok(written)
      : cannotConvert(`${written.slice(0, 40)}…`, type, `It is longer than ${longestText} characters.`)
  }
}

function whole(type: string, least: number, most: number): Parse {
  return (value) => {
    const number = typeof value === 'string' && /^\s*-?\d{1,19}\s*$/.test(value) ? Number(value) : value
    if (typeof number !== 'number' || !Number.isInteger(number)) return cannotConvert(value, type)
    return number >= least && number <= most
      ? ok(number)
      : cannotConvert(
          value,
          type,
          `Value was either too large or too small for ${type === 'UInt16' || type === 'UInt32' ? 'a' : 'an'} ${type}.`,
        )
  }
}

const size: Parse = (value) => {
  const parsed = typeof value === 'string' || typeof value === 'number' ? parseSize(String(value)) : null
  return parsed === null
    ? cannotConvert(value, 'ByteQuantifiedSize', 'Use a size such as 25 MB.')
    : ok(printSize(parsed))
}

const isUnlimited = (value: Value) => typeof value === 'string' && value.trim().toLowerCase() === 'unlimited'

const sizeOrUnlimited: Parse = (value) => (isUnlimited(value) ? ok('Unlimited') : size(value))

/** Unlimited<T>: the word, a whole number or a length of time. */
const unlimited: Parse = (value) => {
  if (typeof value === 'number') return value >= 0 ? ok(Math.floor(value)) : cannotConvert(value, 'Unlimited')
  if (typeof value !== 'string') return cannotConvert(value, 'Unlimited')
  if (isUnlimited(value)) return ok('Unlimited')
  const bytes = parseSize(value)
  if (bytes !== null) return /[a-z]/i.test(value) ? ok(printSize(bytes)) : ok(bytes)
  const span = timeSpanKind.parse(value)
  return span.ok ? span : cannotConvert(value, 'Unlimited')
}

const truth: Parse = (value) => {
  if (typeof value === 'boolean') return ok(value)
  if (typeof value === 'number') return ok(value !== 0)
  return cannotConvert(
    value,
    'System.Boolean',
    'Boolean parameters accept only Boolean values and numbers, such as $True, $False, 1 or 0 instead.',
  )
}

const timeSpan: Parse = (value) =>
  typeof value === 'string' || typeof value === 'number'
    ? timeSpanKind.parse(value)
    : cannotConvert(value, 'EnhancedTimeSpan')

/** A computer's name, with its domain or alone. */
const computerName: Parse = (value) => {
  const given = String(value).trim()
  return typeof value === 'string' && /^[a-z\d_-]{1,63}(\.[a-z\d_-]{1,63}){0,30}$/i.test(given)
    ? ok(given)
    : cannotConvert(value, 'Fqdn', 'Use a name such as dc01.contoso.local.')
}

const dateTime: Parse = (value) => {
  const given = String(value).trim()
  return given.length <= 60 && /\d/.test(given) && !Number.isNaN(Date.parse(given))
    ? ok(given)
    : cannotConvert(value, 'System.DateTime', 'Use a date such as 11/22/2026 6:30 AM.')
}

const guid: Parse = (value) => {
  const given = String(value)
    .trim()
    .replace(/^\{(.*)\}$/, '$1')
  return /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(given)
    ? ok(given.toLowerCase())
    : cannotConvert(
        value,
        'System.Guid',
        'Guid should contain 32 digits with 4 dashes (xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx).',
      )
}

const credential: Parse = (value) =>
  kindOf(value) === 'credential'
    ? ok(value)
    : cannotConvert(value, 'System.Management.Automation.PSCredential', 'Use Get-Credential.')

const orEmpty =
  (parse: Parse): Parse =>
  (value) =>
    value === '' ? ok(null) : parse(value)

const byType: Readonly<Record<string, Parse>> = {
  Boolean: truth,
  ByteQuantifiedSize: size,
  DateTime: dateTime,
  EnhancedTimeSpan: timeSpan,
  ExDateTime: dateTime,
  Fqdn: orEmpty(computerName),
  Guid: guid,
  Int32: (value) =>
    typeof value === 'string' ? int32.parse(value.trim()) : whole('Int32', -(2 ** 31), 2 ** 31 - 1)(value),
  Int64: whole('Int64', -Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER),
  PSCredential: credential,
  SecureString: secureString.parse,
  SmtpAddress: orEmpty((value) =>
    typeof value === 'string' ? parseSmtpAddress(value) : cannotConvert(value, 'SmtpAddress'),
  ),
  String: (value) => plainText('System.String')(value),
  TimeSpan: timeSpan,
  UInt16: whole('UInt16', 0, 2 ** 16 - 1),
  UInt32: whole('UInt32', 0, 2 ** 32 - 1),
  Unlimited: unlimited,
  Uri: orEmpty(uri.parse),
}
