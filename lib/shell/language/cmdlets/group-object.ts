// biome-ignore-all lint/correctness/useYield: a Step is a generator whether or not it has to wait
import { type Builtin, takes } from '../evaluate/builtin'
import type { Step } from '../evaluate/step'
import { type Datum, Hashtable, PSObject } from '../values/datum'
import { textOf } from '../values/text'
import { calculated, columnValue } from './calculated'
import { given } from './input-object'

export const groupObject: Builtin = {
  name: 'Group-Object',
  synopsis: 'Groups objects that contain the same value for specified properties.',
  aliases: ['group'],
  parameters: [
    takes('Property', 'objects', { position: 0 }),
    takes('NoElement', 'switch'),
    takes('AsHashTable', 'switch'),
    takes('AsString', 'switch'),
    takes('InputObject', 'object'),
  ],
  start(call) {
    const groups = new Map<string, { values: Datum[]; items: Datum[] }>()
    const add = function* (item: Datum): Step<void> {
      const values: Datum[] = []
      for (const column of call.list('Property'))
        for (const one of calculated(column, item)) values.push(yield* columnValue(one, item, call))
      if (call.list('Property').length === 0) values.push(item)
      const key = values.map((one) => textOf(one).toLowerCase()).join('\0')
      const found = groups.get(key)
      if (found) found.items.push(item)
      else groups.set(key, { values, items: [item] })
    }
    return {
      process: add,
      *end() {
        for (const item of yield* given(call)) yield* add(item)
        if (call.flag('AsHashTable')) {
          const table = new Hashtable()
          for (const { values, items } of groups.values())
            table.set(call.flag('AsString') ? textOf(values[0] ?? null) : (values[0] ?? null), items)
          return yield* call.write(table)
        }
        for (const { values, items } of groups.values()) {
          const type = `Microsoft.PowerShell.Commands.${call.flag('NoElement') ? 'GroupInfoNoElement' : 'GroupInfo'}`
          yield* call.write(
            new PSObject([type])
              .set('Values', values)
              .set('Count', items.length)
              .set('Group', items)
              .set('Name', values.map((one) => textOf(one)).join(', ')),
          )
        }
      },
    }
  },
}
