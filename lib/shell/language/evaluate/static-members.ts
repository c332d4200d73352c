import { randomUUID } from 'node:crypto'
import { listOf, tooLong } from '../values/arithmetic'
import { convertTo, toNumber, truth } from '../values/convert'
import { parseDate } from '../values/date'
import {
  Bytes,
  DateTime,
  type Datum,
  EnumWord,
  elementsOf,
  Guid,
  Num,
  PSObject,
  TimeSpan,
  TypeReference,
} from '../values/datum'
import { formatString } from '../values/format-string'
import { numeric, roundEven, toDouble } from '../values/number'
import { execute, regex, replaceAll, split } from '../values/pattern'
import { Failure, failure } from '../values/script-error'
import { textOf } from '../values/text'
import { fileName, parentOf, readFile, resolvePath, writeFile } from './files'
import type { Machine } from './machine'
import type { Step } from './step'

const text = (value: Datum | undefined) => textOf(value ?? null)
const double = (value: Datum | undefined) => toDouble(toNumber(value ?? null) ?? 0)
const encodings: Record<string, 'utf8' | 'utf16le' | 'latin1' | 'ascii'> = {
  utf8: 'utf8',
  unicode: 'utf16le',
  ascii: 'ascii',
  default: 'latin1',
  utf7: 'utf8',
}

type StaticMethod = (args: readonly Datum[], machine: Machine) => Datum | undefined

const math: Record<string, StaticMethod> = {
  round: ([value, digits]) => {
    const factor = 10 ** Math.min(15, double(digits))
    const scaled = Number((double(value) * factor).toPrecision(15))
    return new Num('Double', roundEven(scaled) / factor)
  },
  floor: ([a]) => new Num('Double', Math.floor(double(a))),
  ceiling: ([a]) => new Num('Double', Math.ceil(double(a))),
  truncate: ([a]) => new Num('Double', Math.trunc(double(a))),
  abs: ([a]) => numeric(Math.abs(double(a))),
  max: ([a, b]) => (double(a) >= double(b) ? (a ?? null) : (b ?? null)),
  min: ([a, b]) => (double(a) <= double(b) ? (a ?? null) : (b ?? null)),
  pow: ([a, b]) => new Num('Double', double(a) ** double(b)),
  sqrt: ([a]) => new Num('Double', Math.sqrt(double(a))),
  log: ([a]) => new Num('Double', Math.log(double(a))),
  log10: ([a]) => new Num('Double', Math.log10(double(a))),
  sign: ([a]) => Math.sign(double(a)),
}

const strings: Record<string, StaticMethod> = {
  isnullorempty: ([a]) => text(a) === '',
  isnullorwhitespace: ([a]) => text(a).trim() === '',
  join: ([separator, ...rest]) =>
    (rest.length === 1 ? listOf(rest[0] ?? null) : rest).map((one) => textOf(one)).join(text(separator)),
  format: ([format, ...rest]) =>
    formatString(text(format), rest.length === 1 && Array.isArray(rest[0]) ? rest[0] : rest),
  concat: (args) => args.map((one) => textOf(one)).join(''),
  compare: ([a, b, ignore]) => {
    const [x, y] = truth(ignore) ? [text(a).toLowerCase(), text(b).toLowerCase()] : [text(a), text(b)]
    return x < y ? -1 : x > y ? 1 : 0
  },
  equals: ([a, b]) => text(a) === text(b),
  new: ([c, count]) => {
    if (double(count) > 1_000_000) tooLong()
    return text(c).repeat(Math.max(0, double(count)))
  },
}

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

const here = (machine: Machine, kind: 'Local' | 'Utc' = 'Local') => new DateTime(machine.now(), kind)

const methods: Record<string, Record<string, StaticMethod>> = {
  'System.Math': math,
  'System.String': strings,
  'System.Int32': { parse: parsing('System.Int32') },
  'System.Int64': { parse: parsing('System.Int64') },
  'System.Double': { parse: parsing('System.Double') },
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
    parseexact: ([value], machine) =>
      parseDate(text(value), machine.now) ?? parsing('System.DateTime')([value ?? null], machine),
    isleapyear: ([year]) => new Date(Date.UTC(double(year), 1, 29)).getUTCMonth() === 1,
    daysinmonth: ([year, month]) => new Date(Date.UTC(double(year), double(month), 0)).getUTCDate(),
    new: ([year, month, day, hour, minute, second]) =>
      new DateTime(
        Date.UTC(double(year), double(month) - 1, double(day), double(hour), double(minute), double(second)),
      ),
  },
  'System.Guid': {
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
  'System.Collections.ArrayList': { new: () => [] },
  'System.Collections.Generic.List': { new: () => [] },
}

function newTimeSpan(args: readonly Datum[]): TimeSpan {
  const n = args.map((one) => double(one))
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = n.length === 3 ? [0, ...n] : n
  return new TimeSpan(
    n.length === 1 ? days / 10_000 : ((days * 24 + hours) * 60 + minutes) * 60_000 + seconds * 1000,
  )
}

function byteArray(value: Datum): Uint8Array {
  if (value instanceof Bytes) return value.bytes
  return Uint8Array.from(elementsOf(value), (one) => double(one) & 255)
}

export function matchObject(found: RegExpExecArray | null): PSObject {
  const made = new PSObject(['System.Text.RegularExpressions.Match'])
    .set('Success', found !== null)
    .set('Value', found?.[0] ?? '')
    .set('Index', found?.index ?? 0)
    .set('Length', found?.[0].length ?? 0)
  made.set(
    'Groups',
    [...(found ?? [''])].map((one) => {
      const group = new PSObject(['System.Text.RegularExpressions.Group'])
        .set('Value', one ?? '')
        .set('Success', one !== undefined)
      group.text = one ?? ''
      return group
    }),
  )
  made.text = found?.[0] ?? ''
  return made
}

function allMatches(value: string, pattern: string): Datum[] {
  const expression = regex(pattern, true, 'g')
  const all: Datum[] = []
  for (
    let found = execute(expression, value);
    found && all.length < 100_000;
    found = execute(expression, value)
  ) {
    all.push(matchObject(found))
    if (found[0] === '') expression.lastIndex++
  }
  return all
}

function notFound(type: string, name: string): Failure {
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
    const made = new PSObject([type, 'System.Exception', 'System.Object']).set('Message', text(args[0]))
    made.text = text(args[0])
    return made
  }
  throw notFound(type, written)
}

function* fileMethod(
  machine: Machine,
  name: string,
  written: string,
  [path, content, encoding]: readonly Datum[],
): Step<Datum> {
  const file = resolvePath(machine, text(path))
  switch (name) {
    case 'readallbytes':
      return new Bytes(yield* readFile(machine, file), file)
    case 'readalltext':
      return decodeText(yield* readFile(machine, file))
    case 'readalllines':
      return decodeText(yield* readFile(machine, file))
        .replace(/\r?\n$/, '')
        .split(/\r?\n/)
    case 'exists':
      return (yield* existsIn(machine, file)) as boolean
    case 'writeallbytes':
      yield* writeFile(machine, file, byteArray(content ?? null))
      return null
    case 'writealltext':
      yield* writeFile(machine, file, encodeText(text(content), text(encoding)))
      return null
    case 'writealllines':
      yield* writeFile(
        machine,
        file,
        encodeText(
          listOf(content ?? null)
            .map((one) => `${textOf(one)}\r\n`)
            .join(''),
          text(encoding),
        ),
      )
      return null
    default:
      throw notFound('System.IO.File', written)
  }
}

function* existsIn(machine: Machine, file: string): Step<boolean> {
  const files = (yield machine.host.drive.list()) as readonly { path: string }[]
  return files.some((one) => one.path.toLowerCase() === file.toLowerCase())
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
  return Uint8Array.from(Buffer.from(value, encodings[name] ?? 'utf8'))
}

/** `[type]::Property` of the listed types; undefined when there is none. */
export function staticProperty(machine: Machine, type: string, written: string): Datum | undefined {
  const name = written.toLowerCase()
  const found: Record<string, () => Datum> = {
    'System.DateTime::now': () => here(machine),
    'System.DateTime::utcnow': () => here(machine, 'Utc'),
    'System.DateTime::today': () =>
      new DateTime(Math.floor(machine.now() / 86_400_000) * 86_400_000, 'Local'),
    'System.DateTime::minvalue': () => new DateTime(-62_135_596_800_000),
    'System.DateTime::maxvalue': () => new DateTime(253_402_300_799_999),
    'System.Guid::empty': () => new Guid('00000000-0000-0000-0000-000000000000'),
    'System.String::empty': () => '',
    'System.Int32::maxvalue': () => 2_147_483_647,
    'System.Int32::minvalue': () => -2_147_483_648,
    'System.Int64::maxvalue': () => new Num('Int64', 2n ** 63n - 1n),
    'System.Int64::minvalue': () => new Num('Int64', -(2n ** 63n)),
    'System.Double::maxvalue': () => new Num('Double', Number.MAX_VALUE),
    'System.Math::pi': () => new Num('Double', Math.PI),
    'System.Math::e': () => new Num('Double', Math.E),
    'System.TimeSpan::zero': () => new TimeSpan(0),
    'System.Environment::newline': () => '\r\n',
    'System.Environment::machinename': () => machine.host.environment.get('COMPUTERNAME') ?? '',
    'System.Environment::username': () => machine.host.environment.get('USERNAME') ?? '',
    'System.Environment::userdomainname': () => machine.host.environment.get('USERDOMAIN') ?? '',
    'System.Net.IPAddress::any': () => convertTo('0.0.0.0', 'System.Net.IPAddress', machine.now),
    'System.Net.IPAddress::loopback': () => convertTo('127.0.0.1', 'System.Net.IPAddress', machine.now),
    'System.Net.IPAddress::none': () => convertTo('255.255.255.255', 'System.Net.IPAddress', machine.now),
  }
  const key = `${type}::${name}`
  if (Object.hasOwn(found, key)) return found[key]?.()
  if (type === 'System.Text.Encoding' && Object.hasOwn(encodings, name))
    return new EnumWord('System.Text.Encoding', name)
  if (/^System\.(StringComparison|StringSplitOptions|DayOfWeek)$/.test(type))
    return new EnumWord(type, written)
  return undefined
}

/** The methods of `[System.Text.Encoding]::UTF8` and its kin. */
export function encodingMethod(
  encoding: EnumWord,
  written: string,
  [value = null]: readonly Datum[],
): Datum | undefined {
  const node = encodings[encoding.word] ?? 'utf8'
  if (written.toLowerCase() === 'getbytes')
    return new Bytes(Uint8Array.from(Buffer.from(textOf(value), node)))
  if (written.toLowerCase() === 'getstring') return Buffer.from(byteArray(value)).toString(node)
  return undefined
}

export const isTypeReference = (value: Datum): value is TypeReference => value instanceof TypeReference
