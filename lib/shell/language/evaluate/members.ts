import { arithmetic } from '../values/arithmetic'
import { compare } from '../values/compare'
import { dayNames } from '../values/date'
import {
  ByteQuantifiedSize,
  Bytes,
  Char,
  Credential,
  DateTime,
  type Datum,
  EnumWord,
  ErrorDatum,
  elementsOf,
  Guid,
  Hashtable,
  Num,
  PSObject,
  ScriptBlock,
  Secure,
  TimeSpan,
  TypeReference,
  typeOf,
  Unlimited,
  Version,
} from '../values/datum'
import { integer } from '../values/number'
import { failure } from '../values/script-error'
import { textOf } from '../values/text'

type Properties = Readonly<Record<string, Datum>>

/** The properties of a value that is not a PSObject, in the order in which Get-Member lists them. */
export function propertiesOf(value: Datum): Properties {
  if (typeof value === 'string') return { Length: value.length }
  if (Array.isArray(value)) return { Count: value.length, Length: value.length, Rank: 1 }
  if (value instanceof Bytes) return { Count: value.bytes.length, Length: value.bytes.length }
  if (value instanceof Hashtable)
    return {
      Count: value.entries.size,
      Keys: [...value.entries.values()].map(({ key }) => key),
      Values: [...value.entries.values()].map((one) => one.value),
    }
  if (value instanceof DateTime) return dateProperties(value)
  if (value instanceof TimeSpan) return spanProperties(value)
  if (value instanceof Version)
    return {
      Major: value.parts[0] ?? -1,
      Minor: value.parts[1] ?? -1,
      Build: value.parts[2] ?? -1,
      Revision: value.parts[3] ?? -1,
    }
  if (value instanceof Unlimited)
    return { IsUnlimited: value.value === undefined, Value: value.value ?? null }
  if (value instanceof Credential) return { UserName: value.userName, Password: value.password }
  if (value instanceof Secure) return { Length: 0 }
  if (value instanceof TypeReference)
    return { Name: value.name.split('.').at(-1) ?? '', FullName: value.name }
  if (value instanceof ErrorDatum) return errorProperties(value)
  if (value instanceof ScriptBlock) return { File: null }
  if (value instanceof EnumWord) return { value__: 0 }
  if (value instanceof PSObject)
    return Object.fromEntries([...value.properties.values()].map((one) => [one.name, one.value]))
  return {}
}

function dateProperties(value: DateTime): Properties {
  const date = new Date(value.ms)
  return {
    Date: new DateTime(Math.floor(value.ms / 86_400_000) * 86_400_000, value.kind),
    Day: date.getUTCDate(),
    DayOfWeek: new EnumWord('System.DayOfWeek', dayNames[date.getUTCDay()] ?? ''),
    DayOfYear: Math.floor((value.ms - Date.UTC(date.getUTCFullYear(), 0, 1)) / 86_400_000) + 1,
    Hour: date.getUTCHours(),
    Kind: new EnumWord('System.DateTimeKind', value.kind),
    Millisecond: date.getUTCMilliseconds(),
    Minute: date.getUTCMinutes(),
    Month: date.getUTCMonth() + 1,
    Second: date.getUTCSeconds(),
    Ticks: new Num('Int64', BigInt(Math.trunc(value.ms)) * 10_000n + 621_355_968_000_000_000n),
    TimeOfDay: new TimeSpan(((value.ms % 86_400_000) + 86_400_000) % 86_400_000),
    Year: date.getUTCFullYear(),
  }
}

function spanProperties({ ms }: TimeSpan): Properties {
  const whole = (unit: number, of: number) => Math.trunc(ms / unit) % of
  return {
    Ticks: new Num('Int64', BigInt(Math.trunc(ms)) * 10_000n),
    Days: Math.trunc(ms / 86_400_000),
    Hours: whole(3_600_000, 24),
    Milliseconds: Math.trunc(ms) % 1000,
    Minutes: whole(60_000, 60),
    Seconds: whole(1000, 60),
    TotalDays: new Num('Double', ms / 86_400_000),
    TotalHours: new Num('Double', ms / 3_600_000),
    TotalMilliseconds: new Num('Double', ms),
    TotalMinutes: new Num('Double', ms / 60_000),
    TotalSeconds: new Num('Double', ms / 1000),
  }
}

function errorProperties({ error }: ErrorDatum): Properties {
  const exception = new PSObject([error.exception, 'System.Exception', 'System.Object']).set(
    'Message',
    error.record.message,
  )
  exception.text = `${error.exception}: ${error.record.message}`
  const category = new PSObject(['System.Management.Automation.ErrorCategoryInfo'])
    .set('Category', error.record.category)
    .set('Activity', error.activity)
    .set('Reason', error.exception.split('.').at(-1) ?? '')
  category.text = `${error.record.category}: (${textOf(error.subject)}:) [${error.activity}], ${error.exception.split('.').at(-1)}`
  const invocation = new PSObject(['System.Management.Automation.InvocationInfo'])
    .set('ScriptLineNumber', error.position?.line ?? 0)
    .set('OffsetInLine', error.position?.char ?? 0)
    .set('Line', error.position?.text ?? '')
    .set('MyCommand', error.activity)
  return {
    Exception: exception,
    TargetObject: error.subject,
    CategoryInfo: category,
    FullyQualifiedErrorId: error.fullyQualifiedErrorId,
    ErrorDetails: null,
    InvocationInfo: invocation,
  }
}

/** A property by name; undefined when there is none. An array asks its elements. */
export function property(value: Datum, name: string): Datum | undefined {
  if (value === null) return undefined
  if (value instanceof PSObject) {
    const found = value.get(name)
    if (found !== undefined) return found
    return name.toLowerCase() === 'psobject' ? reflected(value) : undefined
  }
  if (value instanceof Hashtable && value.has(name)) return value.get(name)
  const lower = name.toLowerCase()
  for (const [key, one] of Object.entries(propertiesOf(value))) if (key.toLowerCase() === lower) return one
  if (Array.isArray(value)) {
    const found = value.flatMap((one) => {
      const inner = property(one, name)
      return inner === undefined ? [] : elementsOf(inner)
    })
    return found.length === 0 ? undefined : found.length === 1 ? found[0] : found
  }
  return lower === 'count' || lower === 'length' ? 1 : undefined
}

function reflected(value: PSObject): PSObject {
  const properties = [...value.properties.values()].map((one) =>
    new PSObject(['System.Management.Automation.PSNoteProperty'])
      .set('Name', one.name)
      .set('Value', one.value),
  )
  return new PSObject().set('Properties', properties).set('TypeNames', [...value.types])
}

const text = (value: Datum | undefined) => textOf(value ?? null)
const number = (value: Datum | undefined, otherwise = 0) =>
  typeof value === 'number' ? value : value instanceof Num ? Number(value.value) : otherwise

type Method = (self: string, args: readonly Datum[]) => Datum
const trimSet = (args: readonly Datum[]) =>
  new Set(args.flatMap((one) => [...text(one instanceof Char ? one : one)]))
const startsWith = (self: string, args: readonly Datum[], end: boolean) => {
  const ignore = /ignorecase/i.test(text(args[1])) || args[1] === true
  const [a, b] = ignore ? [self.toLowerCase(), text(args[0]).toLowerCase()] : [self, text(args[0])]
  return end ? a.endsWith(b) : a.startsWith(b)
}
const bounds = (self: string, start: number, length: number) => {
  if (start < 0 || length < 0 || start + length > self.length)
    throw failure(
      'Exception calling "Substring": "Index and length must refer to a location within the string."',
      'ArgumentOutOfRangeException',
      { category: 'NotSpecified', exception: 'System.Management.Automation.MethodInvocationException' },
    )
}

const stringMethods: Record<string, Method> = {
  toupper: (self) => self.toUpperCase(),
  tolower: (self) => self.toLowerCase(),
  toupperinvariant: (self) => self.toUpperCase(),
  tolowerinvariant: (self) => self.toLowerCase(),
  trim: (self, args) => trimmed(self, args, true, true),
  trimstart: (self, args) => trimmed(self, args, true, false),
  trimend: (self, args) => trimmed(self, args, false, true),
  replace: (self, [a, b]) => (text(a) ? self.replaceAll(text(a), () => text(b)) : self),
  contains: (self, [a]) => self.includes(text(a)),
  startswith: (self, args) => startsWith(self, args, false),
  endswith: (self, args) => startsWith(self, args, true),
  indexof: (self, [a, from]) => self.indexOf(text(a), number(from)),
  lastindexof: (self, [a]) => self.lastIndexOf(text(a)),
  substring: (self, [a, b]) => {
    const start = number(a)
    const length = b === undefined ? self.length - start : number(b)
    bounds(self, start, length)
    return self.slice(start, start + length)
  },
  remove: (self, [a, b]) => {
    const start = number(a)
    const length = b === undefined ? self.length - start : number(b)
    bounds(self, start, length)
    return self.slice(0, start) + self.slice(start + length)
  },
  insert: (self, [a, b]) => self.slice(0, number(a)) + text(b) + self.slice(number(a)),
  padleft: (self, [width, by]) =>
    self.padStart(Math.min(10_000, number(width)), by === undefined ? ' ' : text(by)),
  padright: (self, [width, by]) =>
    self.padEnd(Math.min(10_000, number(width)), by === undefined ? ' ' : text(by)),
  split: (self, args) => splitString(self, args),
  tochararray: (self) => [...self].slice(0, 1_000_000).map((c) => new Char(c.charCodeAt(0))),
  equals: (self, [other, how]) =>
    /ignorecase/i.test(text(how)) ? self.toLowerCase() === text(other).toLowerCase() : self === other,
  compareto: (self, [other]) => compare(self, text(other), true) ?? 0,
  normalize: (self) => self.normalize(),
}

function trimmed(self: string, args: readonly Datum[], start: boolean, end: boolean): string {
  const set = args.length > 0 ? trimSet(args) : null
  const drop = (c: string | undefined) => c !== undefined && (set ? set.has(c) : /\s/.test(c))
  let from = 0
  let to = self.length
  while (start && from < to && drop(self[from])) from++
  while (end && to > from && drop(self[to - 1])) to--
  return self.slice(from, to)
}

function splitString(self: string, [by, options]: readonly Datum[]): Datum[] {
  const signs =
    by === undefined || by === null
      ? [' ', '\t', '\n', '\r']
      : Array.isArray(by)
        ? by.map((one) => text(one))
        : [...text(by)]
  let parts = [self]
  for (const sign of signs.slice(0, 50)) if (sign) parts = parts.flatMap((part) => part.split(sign))
  return /removeempty/i.test(text(options)) ? parts.filter(Boolean) : parts
}

const perUnit: Record<string, number> = {
  adddays: 86_400_000,
  addhours: 3_600_000,
  addminutes: 60_000,
  addseconds: 1000,
  addmilliseconds: 1,
  addticks: 1 / 10_000,
}

/** The methods that need nothing but the value; undefined when there is none of that name. */
export function callMethod(
  self: Datum,
  written: string,
  args: readonly Datum[],
  format: (value: Datum, how: string) => string,
): Datum | undefined {
  const name = written.toLowerCase()
  if (typeof self === 'string' && Object.hasOwn(stringMethods, name)) return stringMethods[name]?.(self, args)
  if (name === 'tostring')
    return args[0] !== undefined && args[0] !== null ? format(self, text(args[0])) : textOf(self)
  if (name === 'gettype') return new TypeReference(typeOf(self))
  if (name === 'equals') return compare(self, args[0] ?? null) === 0
  if (name === 'gethashcode') return 0
  if (name === 'compareto') return compare(self, args[0] ?? null) ?? 0
  if (self instanceof DateTime) return dateMethod(self, name, args, format)
  if (self instanceof TimeSpan) return spanMethod(self, name, args)
  if (self instanceof Hashtable) return tableMethod(self, name, args)
  if (Array.isArray(self)) return arrayMethod(self, name, args)
  if (self instanceof ByteQuantifiedSize) return sizeMethod(self, name)
  if (self instanceof Unlimited && self.value !== undefined && self.value !== null)
    return callMethod(self.value, written, args, format)
  if (self instanceof Credential && name === 'getnetworkcredential')
    throw failure('The password of a credential cannot be read in this shell.', 'NotSupported', {
      category: 'PermissionDenied',
    })
  if (self instanceof Guid && name === 'tobytearray')
    return new Bytes(Buffer.from(self.text.replaceAll('-', ''), 'hex'))
  return undefined
}

function dateMethod(
  self: DateTime,
  name: string,
  args: readonly Datum[],
  format: (value: Datum, how: string) => string,
): Datum | undefined {
  const unit = perUnit[name]
  const moved = (ms: number) => {
    if (!(Math.abs(ms) < 8.64e15))
      throw failure(
        'The added or subtracted value results in an un-representable DateTime.',
        'ArgumentOutOfRangeException',
        { exception: 'System.ArgumentOutOfRangeException' },
      )
    return new DateTime(ms, self.kind)
  }
  if (unit !== undefined) return moved(self.ms + number(args[0]) * unit)
  const date = new Date(self.ms)
  if (name === 'addmonths' || name === 'addyears') {
    const months = number(args[0]) * (name === 'addyears' ? 12 : 1)
    const day = date.getUTCDate()
    date.setUTCDate(1)
    date.setUTCMonth(date.getUTCMonth() + months)
    const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()
    date.setUTCDate(Math.min(day, last))
    return moved(date.getTime())
  }
  if (name === 'add') return arithmetic('+', self, args[0] ?? null)
  if (name === 'subtract') return arithmetic('-', self, args[0] ?? null)
  if (name === 'touniversaltime') return new DateTime(self.ms, 'Utc')
  if (name === 'tolocaltime') return new DateTime(self.ms, 'Local')
  const how = {
    toshortdatestring: 'd',
    tolongdatestring: 'D',
    toshorttimestring: 't',
    tolongtimestring: 'T',
  }[name]
  return how ? format(self, how) : undefined
}

function spanMethod(self: TimeSpan, name: string, args: readonly Datum[]): Datum | undefined {
  if (name === 'add') return arithmetic('+', self, args[0] ?? null)
  if (name === 'subtract') return arithmetic('-', self, args[0] ?? null)
  return name === 'negate'
    ? new TimeSpan(-self.ms)
    : name === 'duration'
      ? new TimeSpan(Math.abs(self.ms))
      : undefined
}

function tableMethod(
  self: Hashtable,
  name: string,
  [key = null, value = null]: readonly Datum[],
): Datum | undefined {
  switch (name) {
    case 'containskey':
    case 'contains':
      return self.has(key)
    case 'containsvalue':
      return [...self.entries.values()].some((one) => compare(one.value, key) === 0)
    case 'add':
      if (self.has(key))
        throw failure(
          `Exception calling "Add" with "2" argument(s): "Item has already been added. Key in dictionary: '${textOf(key)}'  Key being added: '${textOf(key)}'"`,
          'ArgumentException',
          { category: 'NotSpecified', exception: 'System.Management.Automation.MethodInvocationException' },
        )
      self.set(key, value)
      return null
    case 'remove':
      self.delete(key)
      return null
    case 'clear':
      self.entries.clear()
      return null
    case 'clone': {
      const made = new Hashtable(self.ordered)
      for (const one of self.entries.values()) made.set(one.key, one.value)
      return made
    }
    case 'getenumerator':
      return [...self.entries.values()].map((one) => entryOf(one.key, one.value))
    default:
      return undefined
  }
}

export function entryOf(key: Datum, value: Datum): PSObject {
  return new PSObject(['System.Collections.DictionaryEntry'])
    .set('Name', key)
    .set('Key', key)
    .set('Value', value)
}

function arrayMethod(self: Datum[], name: string, args: readonly Datum[]): Datum | undefined {
  const [first = null] = args
  if (name === 'contains') return self.some((one) => compare(one, first, true) === 0)
  if (name === 'indexof') return self.findIndex((one) => compare(one, first, true) === 0)
  if (name === 'getlength' || name === 'getupperbound')
    return name === 'getlength' ? self.length : self.length - 1
  if (name === 'clone' || name === 'toarray') return [...self]
  if (name === 'add' && self.length < 2_000_000) {
    self.push(first)
    return self.length - 1
  }
  if (name === 'clear') {
    self.length = 0
    return null
  }
  return undefined
}

function sizeMethod(self: ByteQuantifiedSize, name: string): Datum | undefined {
  const unit = { tobytes: 1, tokb: 2 ** 10, tomb: 2 ** 20, togb: 2 ** 30, totb: 2 ** 40 }[name]
  return unit === undefined ? undefined : integer(BigInt(Math.trunc(self.bytes / unit)))
}
