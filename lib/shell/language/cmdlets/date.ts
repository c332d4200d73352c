import { type Builtin, once, takes } from '../evaluate/builtin'
import { property } from '../evaluate/properties'
import { convertTo } from '../values/convert'
import { formatDate } from '../values/date'
import { DateTime, type Datum, TimeSpan } from '../values/datum'

const unixFormats: Readonly<Record<string, string>> = {
  Y: 'yyyy',
  y: 'yy',
  m: 'MM',
  d: 'dd',
  H: 'HH',
  I: 'hh',
  M: 'mm',
  S: 'ss',
  p: 'tt',
  A: 'dddd',
  a: 'ddd',
  B: 'MMMM',
  b: 'MMM',
  T: 'HH:mm:ss',
  R: 'HH:mm',
  D: 'MM/dd/yy',
  x: 'MM/dd/yy',
}

/** One letter of -UFormat; undefined for one that is not known here. */
function unixPart(value: DateTime, letter: string): string | undefined {
  if (letter === '%') return '%'
  if (letter === 's') return String(Math.floor(value.ms / 1000))
  if (letter === 'j') return String(property(value, 'DayOfYear')).padStart(3, '0')
  const format = unixFormats[letter]
  return format === undefined ? undefined : formatDate(value, format)
}

export const getDate: Builtin = {
  name: 'Get-Date',
  synopsis: "Gets the site's date and time.",
  parameters: [
    takes('Date', 'date', { position: 0 }),
    takes('Format', 'text'),
    takes('UFormat', 'text'),
    ...['Year', 'Month', 'Day', 'Hour', 'Minute', 'Second'].map((name) => takes(name, 'int')),
    takes('DisplayHint', 'text'),
  ],
  start(call) {
    const shown = (value: DateTime) => {
      const unix = call.text('UFormat')
      if (unix !== null)
        return unix.slice(0, 200).replace(/%(.)/g, (all, letter: string) => unixPart(value, letter) ?? all)
      return call.has('Format') ? formatDate(value, call.text('Format') ?? 'G') : value
    }
    const show = function* (given: Datum) {
      const base = given instanceof DateTime ? given : new DateTime(call.context.machine.now(), 'Local')
      const date = new Date(base.ms)
      const part = (name: string, otherwise: number) => call.number(name) ?? otherwise
      date.setUTCFullYear(
        part('Year', date.getUTCFullYear()),
        part('Month', date.getUTCMonth() + 1) - 1,
        part('Day', date.getUTCDate()),
      )
      date.setUTCHours(
        part('Hour', date.getUTCHours()),
        part('Minute', date.getUTCMinutes()),
        part('Second', date.getUTCSeconds()),
      )
      const value = new DateTime(date.getTime(), base.kind)
      yield* call.write(shown(value))
    }
    let came = false
    return {
      *process(item) {
        came = true
        yield* show(convertTo(item, 'System.DateTime', call.context.machine.now))
      },
      *end() {
        if (!came) yield* show(call.get('Date') ?? null)
      },
    }
  },
}

export const newTimeSpan: Builtin = {
  name: 'New-TimeSpan',
  synopsis: 'Creates a TimeSpan object.',
  parameters: [
    takes('Start', 'date', { position: 0 }),
    takes('End', 'date', { position: 1 }),
    ...['Days', 'Hours', 'Minutes', 'Seconds'].map((name) => takes(name, 'int')),
  ],
  start: (call) =>
    once(function* () {
      const [start, end] = [call.get('Start'), call.get('End')]
      const at = (value: Datum | undefined) =>
        value instanceof DateTime ? value.ms : call.context.machine.now()
      const part = (name: string) => call.number(name) ?? 0
      yield* call.write(
        new TimeSpan(
          start || end
            ? at(end) - at(start)
            : ((part('Days') * 24 + part('Hours')) * 60 + part('Minutes')) * 60_000 + part('Seconds') * 1000,
        ),
      )
    }),
}
