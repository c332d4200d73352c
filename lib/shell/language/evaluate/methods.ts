import { compare } from '../values/compare'
import {
  ByteQuantifiedSize,
  Bytes,
  Credential,
  DateTime,
  type Datum,
  Guid,
  Hashtable,
  PSObject,
  TimeSpan,
  TypeReference,
  typeOf,
  Unlimited,
} from '../values/datum'
import { integer } from '../values/number'
import { failure } from '../values/script-error'
import { textOf } from '../values/text'
import { dateMethod, spanMethod } from './date-methods'
import { listMethod } from './list-methods'
import { text } from './method-arguments'
import { entryOf } from './properties'
import { stringBuilderMethod } from './string-builder'
import { stringMethods } from './string-methods'

/** The methods that need nothing but the value; undefined when there is none of that name. */
export function callMethod(
  self: Datum,
  written: string,
  args: readonly Datum[],
  format: (value: Datum, how: string) => string,
): Datum | undefined {
  const name = written.toLowerCase()
  const built = self instanceof PSObject ? stringBuilderMethod(self, name, args) : undefined
  if (built !== undefined) return built
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
  if (Array.isArray(self)) return listMethod(self, name, args)
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

const sizeUnits = new Map([
  ['tobytes', 1],
  ['tokb', 2 ** 10],
  ['tomb', 2 ** 20],
  ['togb', 2 ** 30],
  ['totb', 2 ** 40],
])

function sizeMethod(self: ByteQuantifiedSize, name: string): Datum | undefined {
  const unit = sizeUnits.get(name)
  return unit === undefined ? undefined : integer(BigInt(Math.trunc(self.bytes / unit)))
}
