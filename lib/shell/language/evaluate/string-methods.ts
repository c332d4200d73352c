import { compare } from '../values/compare'
import { Char, type Datum } from '../values/datum'
import { failure } from '../values/script-error'
import { number, text } from './method-arguments'

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

export const stringMethods: Record<string, Method> = {
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
