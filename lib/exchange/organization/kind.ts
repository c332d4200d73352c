import {
  boolean,
  type CredentialValue,
  enumeration,
  flags,
  isList,
  kindOf,
  multiValued,
  ok,
  type Parameter,
  parsed,
  type Result,
  refuse,
  text,
  type Value,
} from '@/lib/shell'
import { parseSmtpDomain } from '../directory/address'
import { parseQuota, parseSize, printQuota, writeQuota } from '../directory/quota'
import { quoted } from '../directory/quoted'
import type { Quota } from '../store'

/** A parameter whose value is kept as a property: how it is read, and how a command writes it again. */
export interface Kind<T> extends Parameter<T> {
  readonly write: (value: T) => Value
  /** As Get- shows it; without this, as it is kept. */
  readonly show?: (value: T) => unknown
}

/** A kind that is kept just as a command writes it. */
export function plain<T extends Value>(parameter: Parameter<T>): Kind<T> {
  return { ...parameter, write: (value) => value }
}

/** A property that may be empty: `$null` or an empty string clears it. */
export function optional<T>(kind: Kind<T>): Kind<T | null> {
  return {
    ...kind,
    parse: (value) => (value === null || value === '' ? ok(null) : kind.parse(value)),
    write: (value) => (value === null ? null : kind.write(value)),
    show: (value) => (value === null ? null : (kind.show?.(value) ?? value)),
  }
}

export const textKind = plain(text)
export const booleanKind = plain(boolean)

export function oneOf<const W extends string>(type: string, ...words: W[]): Kind<W> {
  return plain(enumeration(type, ...words))
}

/** A [Flags] enumeration, kept in the order of its words. */
export function flagsKind<const W extends string>(type: string, ...words: W[]): Kind<readonly W[]> {
  const parameter = flags(type, ...words)
  return {
    ...parameter,
    parse: (value) => {
      const given = parameter.parse(value)
      return given.ok ? ok(words.filter((word) => given.value.includes(word))) : given
    },
    write: (value) => value,
  }
}

export function listOf<T extends Value>(element: Parameter<T>): Kind<readonly T[]> {
  const list = multiValued(element)
  return {
    ...list,
    parse: (value) => list.parse(isList(value) ? value : [value].filter((v) => v !== null)),
    write: (value) => value,
  }
}

/** Unlimited, or a size. */
export const quotaKind: Kind<Quota> = {
  ...parsed('Unlimited', parseQuota),
  write: writeQuota,
  show: printQuota,
}

export const sizeKind: Kind<Quota> = {
  ...quotaKind,
  type: 'ByteQuantifiedSize',
  parse: (value) => {
    const bytes = parseSize(String(value))
    return bytes === null ? quotaKind.parse(value) : ok(bytes)
  },
}

export const fqdn = parsed('Fqdn', parseSmtpDomain)

/** An absolute web address: https://mail.contoso.com/owa. */
export const uri = parsed('Uri', (given): Result<string> => {
  const address = given.trim()
  const parsedUrl = URL.canParse(address) ? new URL(address) : null
  const isWeb =
    parsedUrl !== null && /^https?:\/\/[^\s"<>\\]+$/i.test(address) && /^https?:$/.test(parsedUrl.protocol)
  return isWeb && parsedUrl.username === '' && parsedUrl.hostname.length <= 255
    ? ok(address)
    : refuse(
        'InvalidData',
        'ParameterArgumentTransformationError',
        `Cannot convert value ${quoted(given)} to type "System.Uri".`,
        {
          recommendedAction: 'Use a whole address such as https://mail.contoso.com/owa.',
        },
      )
})

export const urlKind = optional(plain(uri))

const credentialType = 'System.Management.Automation.PSCredential'

/** A user name with its sealed password, as Get-Credential gives it; `$null` clears it. */
export const credentialKind: Kind<CredentialValue | null | undefined> = {
  type: 'PSCredential',
  parse: (value) =>
    value === null || kindOf(value) === 'credential'
      ? ok(value as CredentialValue | null)
      : refuse('InvalidArgument', 'ParameterArgumentTransformationError', 'The credential is none.', {
          recommendedAction: 'Use Get-Credential.',
        }),
  // Connectors that were made before it was kept have none.
  write: (value) => value ?? null,
  show: (value) => (value ? credentialType : null),
}

const longestName = 64

/** The name of an object of the organization: 1 to 64 characters (its cn in Active Directory), no control characters. */
export function parseObjectName(given: string): Result<string> {
  const name = given.trim()
  return name !== '' && Array.from(name).length <= longestName && !/[\p{Cc}\p{Cs}\\]/u.test(name)
    ? ok(name)
    : refuse('InvalidArgument', 'InvalidName', `The name ${quoted(given)} isn't valid.`, {
        recommendedAction: `Use 1 to ${longestName} characters, without control characters and backslashes.`,
      })
}

export const objectName = parsed('String', parseObjectName)

/** A length of time as .NET writes it: 30.00:00:00 (30 days), 00:10:00. */
export const timeSpanKind = plain(
  parsed('EnhancedTimeSpan', (given): Result<string> => {
    const span = /^(?:(\d{1,5})\.)?([01]?\d|2[0-3]):([0-5]?\d):([0-5]?\d)$/.exec(given.trim())
    const days = /^\d{1,5}$/.test(given.trim()) ? given.trim() : null
    if (days) return ok(`${Number(days)}.00:00:00`)
    if (!span)
      return refuse(
        'InvalidData',
        'ParameterArgumentTransformationError',
        `Cannot convert value ${quoted(given)} to type "EnhancedTimeSpan".`,
        {
          recommendedAction: 'Write days.hours:minutes:seconds, such as 30.00:00:00 for 30 days.',
        },
      )
    const [, d, ...clock] = span
    return ok(`${d ? `${Number(d)}.` : ''}${clock.map((part) => part.padStart(2, '0')).join(':')}`)
  }),
)
