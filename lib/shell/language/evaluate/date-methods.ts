import { arithmetic } from '../values/arithmetic'
import { DateTime, type Datum, TimeSpan } from '../values/datum'
import { failure } from '../values/script-error'
import { number } from './method-arguments'

const perUnit = new Map(
  Object.entries({
    adddays: 86_400_000,
    addhours: 3_600_000,
    addminutes: 60_000,
    addseconds: 1000,
    addmilliseconds: 1,
    addticks: 1 / 10_000,
  }),
)

const standardFormats = new Map([
  ['toshortdatestring', 'd'],
  ['tolongdatestring', 'D'],
  ['toshorttimestring', 't'],
  ['tolongtimestring', 'T'],
])

export function dateMethod(
  self: DateTime,
  name: string,
  args: readonly Datum[],
  format: (value: Datum, how: string) => string,
): Datum | undefined {
  const unit = perUnit.get(name)
  const moved = (ms: number) => {
    if (!(Math.abs(ms) < 8.64e15))
      throw failure(
        'The added or subtracted value results in an un-representable DateTime.',
        'ArgumentOutOfRangeException',
        { exception: 'System.ArgumentOutOfRangeException' },
      )
    return new DateTime(ms, self.kind)
  }
  if (unit !== undefined) return moved(self.ms + number(args[0]) * unit)
  const date = new Date(self.ms)
  if (name === 'addmonths' || name === 'addyears') {
    const months = number(args[0]) * (name === 'addyears' ? 12 : 1)
    const day = date.getUTCDate()
    date.setUTCDate(1)
    date.setUTCMonth(date.getUTCMonth() + months)
    const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()
    date.setUTCDate(Math.min(day, last))
    return moved(date.getTime())
  }
  if (name === 'add') return arithmetic('+', self, args[0] ?? null)
  if (name === 'subtract') return arithmetic('-', self, args[0] ?? null)
  if (name === 'touniversaltime') return new DateTime(self.ms, 'Utc')
  if (name === 'tolocaltime') return new DateTime(self.ms, 'Local')
  const how = standardFormats.get(name)
  return how ? format(self, how) : undefined
}

export function spanMethod(self: TimeSpan, name: string, args: readonly Datum[]): Datum | undefined {
  if (name === 'add') return arithmetic('+', self, args[0] ?? null)
  if (name === 'subtract') return arithmetic('-', self, args[0] ?? null)
  return name === 'negate'
    ? new TimeSpan(-self.ms)
    : name === 'duration'
      ? new TimeSpan(Math.abs(self.ms))
      : undefined
}
