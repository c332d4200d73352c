// biome-ignore-all lint/correctness/useYield: a Step is a generator whether or not it has to wait
import { type Builtin, type Call, takes } from '../evaluate/builtin'
import { property } from '../evaluate/properties'
import { compare } from '../values/compare'
import { toNumber } from '../values/convert'
import { type Datum, PSObject } from '../values/datum'
import { numeric, toDouble } from '../values/number'
import { textOf } from '../values/text'
import { given } from './input-object'

export const measureObject: Builtin = {
  name: 'Measure-Object',
  synopsis:
    'Calculates the numeric properties of objects, and the characters, words, and lines in string objects.',
  aliases: ['measure'],
  parameters: [
    takes('Property', 'objects', { position: 0 }),
    ...['Sum', 'Average', 'Maximum', 'Minimum', 'Line', 'Word', 'Character'].map((name) =>
      takes(name, 'switch'),
    ),
    takes('InputObject', 'object'),
  ],
  start(call) {
    const values: Datum[] = []
    let count = 0
    const names = call.list('Property')
    const add = (item: Datum) => {
      count++
      if (names.length === 0) values.push(item)
      else {
        const found = property(item, textOf(names[0] ?? null))
        if (found !== undefined && found !== null) values.push(found)
      }
    }
    return {
      *process(item) {
        add(item)
      },
      *end() {
        for (const item of yield* given(call)) add(item)
        yield* call.write(measured(call, values, names.length ? values.length : count, names[0] ?? null))
      },
    }
  },
}

function measured(call: Call, values: readonly Datum[], count: number, name: Datum): PSObject {
  if (['Line', 'Word', 'Character'].some((one) => call.flag(one))) {
    const text = values.map((one) => textOf(one))
    return new PSObject(['Microsoft.PowerShell.Commands.TextMeasureInfo'])
      .set('Lines', call.flag('Line') ? text.length : null)
      .set(
        'Words',
        call.flag('Word') ? text.reduce((n, one) => n + (one.match(/\S+/g)?.length ?? 0), 0) : null,
      )
      .set('Characters', call.flag('Character') ? text.reduce((n, one) => n + one.length, 0) : null)
      .set('Property', name)
  }
  const numbers = values
    .map((one) => toNumber(one))
    .filter((one) => one !== undefined)
    .map(toDouble)
  const sum = numbers.reduce((a, b) => a + b, 0)
  const edge = (sign: number) =>
    values.reduce<Datum>(
      (best, one) => (best === null || (compare(one, best) ?? 0) * sign > 0 ? one : best),
      null,
    )
  return new PSObject(['Microsoft.PowerShell.Commands.GenericMeasureInfo'])
    .set('Count', count)
    .set('Average', call.flag('Average') && numbers.length ? numeric(sum / numbers.length) : null)
    .set('Sum', call.flag('Sum') ? numeric(sum) : null)
    .set('Maximum', call.flag('Maximum') ? edge(1) : null)
    .set('Minimum', call.flag('Minimum') ? edge(-1) : null)
    .set('Property', name)
}
