import { parseIpv4, parseIpv6 } from '@/lib/network'
import { type Parameter, parsed, type Result, refuse, ok as succeed } from '@/lib/shell'
import { parseSmtpAddress } from '../directory/address'
import { quoted } from '../directory/quoted'
import type { Setting, Settings } from '../organization/definition'
import {
  booleanKind,
  type Kind,
  listOf,
  oneOf,
  optional,
  plain,
  textKind,
  timeSpanKind,
} from '../organization/kind'
import type { ExchangeVersion } from '../topology/exchange-version'

/** Settings by Exchange's names, kept under these same names. */
export type Named = Readonly<Record<string, unknown>>

/** What a setting is before anybody changes it: a value, or what it is on a version. */
type Initial = string | number | boolean | null | readonly string[]

/** One kind of settings, with what each is at first. */
export interface Rows {
  readonly kind: Kind<unknown>
  readonly initial: Readonly<Record<string, Initial>>
  readonly versions?: readonly ExchangeVersion[]
}

export function rows<T>(
  kind: Kind<T>,
  initial: Readonly<Record<string, Initial>>,
  versions?: readonly ExchangeVersion[],
): Rows {
  return { kind: absentable(kind) as Kind<unknown>, initial, ...(versions ? { versions } : {}) }
}

/** A server of a version that lacks the setting has no value to show. */
function absentable<T>(kind: Kind<T>): Kind<T> {
  const { show } = kind
  return show ? { ...kind, show: (value) => (value === undefined ? undefined : show(value)) } : kind
}

export function settingsOfTable(table: readonly Rows[]): Settings<Named> {
  const entries = table.flatMap(({ kind, initial, versions }) =>
    Object.keys(initial).map((key): [string, Setting<Named>] => [
      key,
      { key, kind, ...(versions ? { versions } : {}) },
    ]),
  )
  return Object.fromEntries(entries)
}

/** All settings that a version has, as they are at first. */
export function initialOf(table: readonly Rows[], version: ExchangeVersion): Named {
  const known = table.filter(({ versions }) => !versions || versions.includes(version))
  return Object.assign({}, ...known.map(({ initial }) => initial))
}

export const kilobyte = 1024
export const megabyte = 1024 ** 2

/** A whole number within documented limits. */
export function countKind(least: number, most: number): Kind<number> {
  return plain(
    parsed('Int32', (given): Result<number> => {
      const number = /^-?\d{1,10}$/.test(given.trim()) ? Number(given) : null
      if (number === null)
        return refuse(
          'InvalidData',
          'ParameterArgumentTransformationError',
          `Cannot convert value ${quoted(given)} to type "System.Int32".`,
        )
      return number >= least && number <= most
        ? succeed(number)
        : refuse(
            'InvalidArgument',
            'ParameterArgumentValidationError',
            `The value ${number} is outside the range of ${least} to ${most}.`,
          )
    }),
  )
}

/** Unlimited, or a whole number. */
export function unlimitedCountKind(least: number, most: number): Kind<number | null> {
  const count = countKind(least, most)
  return {
    ...count,
    type: 'Unlimited',
    parse: (value) => (/^unlimited$/i.test(String(value)) ? succeed(null) : count.parse(value)),
    write: (value) => value ?? 'unlimited',
    show: (value) => value ?? 'Unlimited',
  }
}

/** `C:\Logs\Hub`: a whole path on a drive, without wildcards; 2 to 247 characters, as Windows takes them. */
const localPath: Parameter<string> = parsed(
  'LocalLongFullPath',
  (given): Result<string> =>
    /^[a-z]:\\[^\p{Cc}"*/:<>?|]{0,244}$/iu.test(given)
      ? succeed(given)
      : refuse('InvalidArgument', 'InvalidPath', `The path ${quoted(given)} isn't valid.`, {
          recommendedAction: 'Use a whole path on a local drive, such as C:\\Logs\\Receive.',
        }),
)

export const pathKind = optional(plain(localPath))
export const guidKind = plain(
  parsed(
    'Guid',
    (given): Result<string> =>
      /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(given)
        ? succeed(given.toLowerCase())
        : refuse(
            'InvalidData',
            'ParameterArgumentTransformationError',
            `Cannot convert value ${quoted(given)} to type "System.Guid".`,
          ),
  ),
)

export const address: Parameter<string> = parsed('IPAddress', (given) =>
  given.includes(':') ? parseIpv6(given.trim()) : parseIpv4(given.trim()),
)

/** The kinds of most settings, for short tables. */
export const kinds = {
  boolean: booleanKind,
  span: timeSpanKind,
  text: optional(textKind),
  path: pathKind,
  address: optional(plain(address)),
  smtp: optional(plain(parsed('SmtpAddress', parseSmtpAddress))),
  addresses: listOf(address),
  guid: guidKind,
  protocol: oneOf('ProtocolOption', 'Any', 'UseUdpOnly', 'UseTcpOnly'),
  logging: oneOf('ProtocolLoggingLevel', 'None', 'Verbose'),
}
