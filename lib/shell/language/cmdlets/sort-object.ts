// biome-ignore-all lint/correctness/useYield: a Step is a generator whether or not it has to wait
import { type Builtin, takes } from '../evaluate/builtin'
import type { Step } from '../evaluate/step'
import { compare } from '../values/compare'
import { truth } from '../values/convert'
import { type Datum, Hashtable } from '../values/datum'
import { textOf } from '../values/text'
import { calculated, columnValue } from './calculated'
import { given } from './input-object'

export const sortObject: Builtin = {
  name: 'Sort-Object',
  synopsis: 'Sorts objects by property values.',
  aliases: ['sort'],
  parameters: [
    takes('Property', 'objects', { position: 0 }),
    takes('Descending', 'switch'),
    takes('Unique', 'switch'),
    takes('CaseSensitive', 'switch'),
    takes('InputObject', 'object'),
  ],
  start(call) {
    const items: { item: Datum; keys: Datum[] }[] = []
    const columns = call.list('Property')
    const add = function* (item: Datum): Step<void> {
      const keys: Datum[] = []
      for (const column of columns)
        for (const one of calculated(column, item)) keys.push(yield* columnValue(one, item, call))
      items.push({ item, keys: columns.length ? keys : [item] })
    }
    const directions = columns.map((one) =>
      one instanceof Hashtable && one.has('Descending')
        ? truth(one.get('Descending'))
        : one instanceof Hashtable && one.has('Ascending')
          ? !truth(one.get('Ascending'))
          : call.flag('Descending'),
    )
    const order = (a: { keys: Datum[] }, b: { keys: Datum[] }) => {
      for (const [i, key] of a.keys.entries()) {
        const found =
          compare(key, b.keys[i] ?? null, call.flag('CaseSensitive')) ??
          compare(textOf(key), textOf(b.keys[i] ?? null)) ??
          0
        if (found !== 0) return (directions[i] ?? call.flag('Descending')) ? -found : found
      }
      return 0
    }
    return {
      process: add,
      *end() {
        for (const item of yield* given(call)) yield* add(item)
        call.context.machine.count(items.length)
        items.sort(order)
        for (const [i, one] of items.entries()) {
          const before = items[i - 1]
          if (call.flag('Unique') && before && order(before, one) === 0) continue
          yield* call.write(one.item)
        }
      },
    }
  },
}
