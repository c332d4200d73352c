import { type Datum, PSObject } from '../values/datum'
import { formatString } from '../values/format-string'
import { failure } from '../values/script-error'
import { textOf } from '../values/text'
import { number, text } from './method-arguments'

const type = 'System.Text.StringBuilder'

/** No longer than a text of this shell. */
const longest = 16_000_000

/** `New-Object System.Text.StringBuilder`; a number is the room that it begins with, and changes nothing. */
export function makeStringBuilder(start: Datum): PSObject {
  return withText(new PSObject([type]), typeof start === 'string' ? start : '')
}

function withText(self: PSObject, value: string): PSObject {
  if (value.length > longest)
    throw failure('Insufficient memory to continue the execution of the program.', 'OutOfMemory', {
      category: 'ResourceUnavailable',
    })
  self.text = value
  return self.set('Length', value.length)
}

/** A method of a string builder; undefined where it has none of that name. */
export function stringBuilderMethod(self: PSObject, name: string, args: readonly Datum[]): Datum | undefined {
  if (self.types[0] !== type) return undefined
  const now = self.text ?? ''
  switch (name) {
    case 'append':
      return withText(self, now + text(args[0]))
    case 'appendline':
      return withText(self, `${now}${text(args[0])}\r\n`)
    case 'appendformat':
      return withText(self, now + formatString(text(args[0]), args.slice(1)))
    case 'insert':
      return withText(
        self,
        now.slice(0, number(args[0])) + textOf(args[1] ?? null) + now.slice(number(args[0])),
      )
    case 'replace':
      return withText(self, text(args[0]) ? now.replaceAll(text(args[0]), () => text(args[1])) : now)
    case 'remove':
      return withText(self, now.slice(0, number(args[0])) + now.slice(number(args[0]) + number(args[1])))
    case 'clear':
      return withText(self, '')
    default:
      return undefined
  }
}
