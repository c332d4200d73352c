import { randomUUID } from 'node:crypto'
import { convertTo, exceptionOf, toNumber, truth } from '../values/convert'
import { Bytes, DateTime, type Datum, elementsOf, Guid, TimeSpan } from '../values/datum'
import { byteArray } from '../values/encoding'
import { parseExactDate } from '../values/exact-date'
import { numeric, toDouble } from '../values/number'
import { execute, regex, replaceAll, split } from '../values/pattern'
import { Reference } from '../values/reference'
import { Failure, failure } from '../values/script-error'
import { textOf } from '../values/text'
import { arrays, bitConverter, collections, enumNames } from './collection-methods'
import { fileMethod } from './file-methods'
import { fileName, parentOf } from './files'
import type { Machine } from './machine'
import { allMatches, matchObject } from './regex-methods'
import { math, strings } from './static-math'
import type { Step } from './step'

export const text = (value: Datum | undefined) => textOf(value ?? null)

export const double = (value: Datum | undefined) => toDouble(toNumber(value ?? null) ?? 0)

export type StaticMethod = (args: readonly Datum[], machine: Machine) => Datum | undefined

function parsing(type: string): StaticMethod {
  return ([value], machine) => {
    try {
      return convertTo(text(value), type, machine.now)
    } catch (problem) {
      if (!(problem instanceof Failure)) throw problem
      throw failure(
        `Exception calling "Parse" with "1" argument(s): "Input string was not in a correct format."`,
        'FormatException',
        { category: 'NotSpecified', exception: 'System.Management.Automation.MethodInvocationException' },
      )
    }
  }
}

/** `TryParse('12', [ref]$n)`: what cannot be read leaves `otherwise`. */
function trying(type: string, otherwise: Datum): StaticMethod {
  return (args, machine) => {
    const [value = null, held] = [args[0], args.at(-1)]
    let [read, found]: [boolean, Datum] = [true, otherwise]
    try {
      found = convertTo(text(value).trim() === '' ? '?' : text(value), type, machine.now)
    } catch (problem) {
      if (!(problem instanceof Failure)) throw problem
      read = false
    }
    if (held instanceof Reference) held.set('Value', found)
    return read
  }
}

export const methods: Record<string, Record<string, StaticMethod>> = {
  'System.Math': math,
  'System.String': strings,
  'System.Int32': { parse: parsing('System.Int32'), tryparse: trying('System.Int32', 0) },
  'System.Int64': { parse: parsing('System.Int64'), tryparse: trying('System.Int64', 0) },
  'System.Double': { parse: parsing('System.Double'), tryparse: trying('System.Double', 0) },
  'System.Boolean': { parse: ([a]) => text(a).toLowerCase() === 'true' },
  'System.Version': { parse: parsing('System.Version'), new: parsing('System.Version') },
  'System.TimeSpan': {
    parse: parsing('System.TimeSpan'),
    fromdays: ([a]) => new TimeSpan(double(a) * 86_400_000),
    fromhours: ([a]) => new TimeSpan(double(a) * 3_600_000),
    fromminutes: ([a]) => new TimeSpan(double(a) * 60_000),
    fromseconds: ([a]) => new TimeSpan(double(a) * 1000),
    new: (args) => newTimeSpan(args),
  },
  'System.DateTime': {
    parse: parsing('System.DateTime'),
    tryparse: trying('System.DateTime', null),
    parseexact: ([value, formats]) => {
      const all = elementsOf(formats ?? null).map((one) => textOf(one))
      const found = all.map((one) => parseExactDate(text(value), one)).find((one) => one !== null)
      if (found) return found
      throw failure(
        'Exception calling "ParseExact" with "3" argument(s): "String was not recognized as a valid DateTime."',
        'FormatException',
        { category: 'NotSpecified', exception: 'System.Management.Automation.MethodInvocationException' },
      )
    },
    isleapyear: ([year]) => new Date(Date.UTC(double(year), 1, 29)).getUTCMonth() === 1,
    daysinmonth: ([year, month]) => new Date(Date.UTC(double(year), double(month), 0)).getUTCDate(),
    new: ([year, month, day, hour, minute, second]) =>
      new DateTime(
        Date.UTC(double(year), double(month) - 1, double(day), double(hour), double(minute), double(second)),
      ),
  },
  'System.Guid': {
    tryparse: trying('System.Guid', null),
    newguid: () => new Guid(randomUUID()),
    parse: parsing('System.Guid'),
    new: parsing('System.Guid'),
  },
  'System.Text.RegularExpressions.Regex': {
    ismatch: ([value, pattern]) => execute(regex(text(pattern), true), text(value)) !== null,
    match: ([value, pattern]) => matchObject(execute(regex(text(pattern), true), text(value))),
    matches: ([value, pattern]) => allMatches(text(value), text(pattern)),
    replace: ([value, pattern, by]) => replaceAll(text(value), regex(text(pattern), true, 'g'), text(by)),
    split: ([value, pattern]) => split(text(value), regex(text(pattern), true)),
    escape: ([value]) => text(value).replace(/[\\*+?|{[()^$.# ]/g, '\\$&'),
  },
  'System.Convert': {
    tobase64string: ([bytes]) => Buffer.from(byteArray(bytes ?? null)).toString('base64'),
    frombase64string: ([value]) => new Bytes(Uint8Array.from(Buffer.from(text(value), 'base64'))),
    toint32: ([value, base], machine) =>
      base === undefined
        ? convertTo(value ?? null, 'System.Int32', machine.now)
        : numeric(Number.parseInt(text(value), double(base))),
    toint64: ([value], machine) => convertTo(value ?? null, 'System.Int64', machine.now),
    todouble: ([value], machine) => convertTo(value ?? null, 'System.Double', machine.now),
    tostring: ([value, base]) =>
      base === undefined
        ? text(value)
        : Math.trunc(double(value)).toString(Math.max(2, Math.min(36, double(base)))),
    toboolean: ([value]) => truth(value),
    todatetime: ([value], machine) => convertTo(value ?? null, 'System.DateTime', machine.now),
  },
  'System.IO.Path': {
    getfilename: ([path]) => fileName(text(path)),
    getfilenamewithoutextension: ([path]) => fileName(text(path)).replace(/\.[^.]*$/, ''),
    getextension: ([path]) => /\.[^.\\]*$/.exec(text(path))?.[0] ?? '',
    getdirectoryname: ([path]) => parentOf(text(path)),
    combine: (parts) =>
      parts
        .map((one) => textOf(one))
        .reduce((a, b) => (/^[a-z]:|^\\/i.test(b) ? b : `${a.replace(/\\$/, '')}\\${b}`), '')
        .replace(/^\\(?!\\)/, ''),
    gettempfilename: () => `C:\\Temp\\${randomUUID().slice(0, 8)}.tmp`,
    gettemppath: () => 'C:\\Temp\\',
  },
  'System.Uri': { new: ([value], machine) => convertTo(value ?? null, 'System.Uri', machine.now) },
  'System.Net.IPAddress': {
    tryparse: trying('System.Net.IPAddress', null),
    parse: ([value], machine) => convertTo(value ?? null, 'System.Net.IPAddress', machine.now),
  },
  'System.Environment': {
    getenvironmentvariable: ([name], machine) =>
      machine.host.environment.get(text(name).toUpperCase()) ?? null,
  },
  'System.Char': {
    isdigit: ([c]) => /^\d/.test(text(c)),
    isletter: ([c]) => /^\p{L}/u.test(text(c)),
    isupper: ([c]) => /^\p{Lu}/u.test(text(c)),
    iswhitespace: ([c]) => /^\s/.test(text(c)),
  },
  ...collections,
  'System.BitConverter': bitConverter,
  'System.Enum': { getnames: ([type]) => enumNames(type ?? null) },
  'System.Array': arrays,
}

function newTimeSpan(args: readonly Datum[]): TimeSpan {
  const n = args.map((one) => double(one))
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = n.length === 3 ? [0, ...n] : n
  return new TimeSpan(
    n.length === 1 ? days / 10_000 : ((days * 24 + hours) * 60 + minutes) * 60_000 + seconds * 1000,
  )
}

export function notFound(type: string, name: string): Failure {
  return failure(
    `Method invocation failed because [${type}] does not contain a method named '${name}'.`,
    'MethodNotFound',
    { category: 'InvalidOperation' },
  )
}

/** `[type]::Method(…)` of the listed types. */
export function* callStatic(
  machine: Machine,
  type: string,
  written: string,
  args: readonly Datum[],
): Step<Datum> {
  const name = written.toLowerCase()
  if (type === 'System.IO.File') return yield* fileMethod(machine, name, written, args)
  const own = methods[type]
  if (own && Object.hasOwn(own, name)) return own[name]?.(args, machine) ?? null
  if (name === 'new' && (type.endsWith('Exception') || type === 'System.Exception')) {
    return exceptionOf(type, text(args[0]))
  }
  throw notFound(type, written)
}
