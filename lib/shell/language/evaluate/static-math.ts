import { listOf, tooLong } from '../values/arithmetic'
import { truth } from '../values/convert'
import { Num } from '../values/datum'
import { formatString } from '../values/format-string'
import { numeric, roundEven } from '../values/number'
import { textOf } from '../values/text'
import { double, type StaticMethod, text } from './static-methods'

export const math: Record<string, StaticMethod> = {
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

export const strings: Record<string, StaticMethod> = {
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
