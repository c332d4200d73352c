import { ok, type Result, refuse } from './result'
import { type FileContent, isList, kindOf, type SecureString, type Value } from './value'

/**
 * One parameter of a cmdlet: what it is called, whether it must be given, and how a value becomes what the
 * cmdlet works with. `parse` is the one place where a rule about this value is written; forms call it too.
 */
export interface Parameter<T> {
  /** The .NET type's name, as help and error texts show it: String, SwitchParameter, Unlimited. */
  readonly type: string
  readonly parse: (value: Value) => Result<T>
  readonly mandatory?: boolean
  /** 1-based; absent for parameters that are only given by name. */
  readonly position?: number
  readonly aliases?: readonly string[]
  /** Taken from the pipeline's object by property name (Identity, Thumbprint) when it is not given. */
  readonly piped?: boolean
  /** Takes the pipeline's object itself. */
  readonly pipedByValue?: boolean
  /** The parameter sets that it belongs to; absent for all of them. */
  readonly sets?: readonly string[]
  /** The words of an enumeration, which complete it. */
  readonly words?: readonly string[]
}

export type ParameterTable = Readonly<Record<string, Parameter<unknown>>>

/** What a cmdlet receives: mandatory parameters are there, the others may be undefined. */
export type Bound<P extends ParameterTable> = {
  readonly [K in keyof P]: P[K] extends { mandatory: true; parse: (value: Value) => Result<infer T> }
    ? T
    : P[K] extends Parameter<infer T>
      ? T | undefined
      : never
}

/** `mandatory(text, 1)`: this parameter must be given; the number is its position. */
export function mandatory<T>(parameter: Parameter<T>, position?: number): Parameter<T> & { mandatory: true } {
  return position === undefined
    ? { ...parameter, mandatory: true }
    : { ...parameter, mandatory: true, position }
}

/** A parameter that takes its value from the pipeline's object, from the property of its own name or an alias. */
export function piped<P extends Parameter<unknown>>(parameter: P): P {
  return { ...parameter, piped: true }
}

/** The same parameter under a further name, as `-cf` for `-Confirm`. */
export function aliased<P extends Parameter<unknown>>(parameter: P, ...aliases: string[]): P {
  return { ...parameter, aliases }
}

function cannotConvert(value: Value, type: string): Result<never> {
  const shown = typeof value === 'string' ? value : JSON.stringify(value)
  return refuse(
    'InvalidData',
    'ParameterArgumentTransformationError',
    `Cannot convert value "${shown}" to type "${type}".`,
  )
}

/** A parameter of text whose value is parsed by `parse`: `parsed('SmtpDomain', parseDomainName)`. */
export function parsed<T>(type: string, parse: (text: string) => Result<T>): Parameter<T> {
  return {
    type,
    parse: (value) =>
      typeof value === 'string' || typeof value === 'number'
        ? parse(String(value))
        : cannotConvert(value, type),
  }
}

const writtenText = parsed('String', ok)

/** PowerShell makes text of a boolean, too: `True`. */
export const text: Parameter<string> = {
  ...writtenText,
  parse: (value) => (typeof value === 'boolean' ? ok(value ? 'True' : 'False') : writtenText.parse(value)),
}

export const int32: Parameter<number> = {
  type: 'Int32',
  parse: (value) => {
    const number = typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value
    return typeof number === 'number' && Number.isInteger(number) && Math.abs(number) < 2 ** 31
      ? ok(number)
      : cannotConvert(value, 'Int32')
  },
}

export const boolean: Parameter<boolean> = {
  type: 'Boolean',
  parse: (value) => (typeof value === 'boolean' ? ok(value) : cannotConvert(value, 'Boolean')),
}

export const switchParameter: Parameter<boolean> = {
  type: 'SwitchParameter',
  parse: (value) => {
    if (typeof value === 'boolean') return ok(value)
    return value !== null && typeof value === 'object' && !isList(value) && value.kind === 'switch'
      ? ok(value.present)
      : cannotConvert(value, 'SwitchParameter')
  },
}

export const secureString: Parameter<SecureString> = {
  type: 'SecureString',
  parse: (value) =>
    kindOf(value) === 'secure' ? ok(value as SecureString) : cannotConvert(value, 'SecureString'),
}

export const bytes: Parameter<FileContent> = {
  type: 'Byte[]',
  parse: (value) => (kindOf(value) === 'file' ? ok(value as FileContent) : cannotConvert(value, 'Byte[]')),
}

/** One of a fixed list of words, in any case: `enumeration('DomainType', 'Authoritative', 'InternalRelay')`. */
export function enumeration<const W extends string>(type: string, ...words: W[]): Parameter<W> {
  const parameter = parsed(type, (given) => {
    const word = words.find((candidate) => candidate.toLowerCase() === given.trim().toLowerCase())
    return word
      ? ok(word)
      : refuse(
          'InvalidData',
          'ParameterArgumentTransformationError',
          `Cannot convert value "${given}" to type "${type}". Specify one of the following: ${words.join(', ')}.`,
        )
  })
  return { ...parameter, words }
}

/** Several values; a single value is a list of one, and one string with commas is split where `element` has words only. */
export function multiValued<T>(element: Parameter<T>): Parameter<readonly T[]> {
  return {
    type: `MultiValuedProperty<${element.type}>`,
    ...(element.words ? { words: element.words } : {}),
    parse: (value) => {
      const list: T[] = []
      for (const one of value === null ? [] : isList(value) ? value : [value]) {
        const result = element.parse(one)
        if (!result.ok) return result
        list.push(result.value)
      }
      return ok(list)
    },
  }
}

/** A [Flags] enumeration: `'POP, IIS, IMAP, SMTP'` in one string, or several values. */
export function flags<const W extends string>(type: string, ...words: W[]): Parameter<readonly W[]> {
  const several = multiValued(enumeration(type, ...words))
  return {
    type,
    words,
    parse: (value) => several.parse(typeof value === 'string' ? value.split(',') : value),
  }
}
