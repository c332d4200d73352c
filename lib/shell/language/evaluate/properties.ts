import { dayNames } from '../values/date'
import {
  Bytes,
  Credential,
  DateTime,
  type Datum,
  EnumWord,
  ErrorDatum,
  elementsOf,
  Hashtable,
  Num,
  PSObject,
  ScriptBlock,
  Secure,
  TimeSpan,
  TypeReference,
  Unlimited,
  Version,
} from '../values/datum'
import { textOf } from '../values/text'
import { textMember } from './text-members'

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
  if (lower === 'count' || lower === 'length') return 1
  return typeof value === 'string' ? textMember(value, lower) : undefined
}

function reflected(value: PSObject): PSObject {
  const properties = [...value.properties.values()].map((one) =>
    new PSObject(['System.Management.Automation.PSNoteProperty'])
      .set('Name', one.name)
      .set('Value', one.value),
  )
  return new PSObject().set('Properties', properties).set('TypeNames', [...value.types])
}

export function entryOf(key: Datum, value: Datum): PSObject {
  return new PSObject(['System.Collections.DictionaryEntry'])
    .set('Name', key)
    .set('Key', key)
    .set('Value', value)
}
