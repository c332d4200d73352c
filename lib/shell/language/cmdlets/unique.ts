// biome-ignore-all lint/correctness/useYield: a Step is a generator whether or not it has to wait
import { type Builtin, takes } from '../evaluate/builtin'
import { compare } from '../values/compare'
import type { Datum } from '../values/datum'
import { textOf } from '../values/text'

export const getUnique: Builtin = {
  name: 'Get-Unique',
  synopsis: 'Returns unique items from a sorted list.',
  aliases: ['gu'],
  parameters: [takes('AsString', 'switch'), takes('OnType', 'switch'), takes('InputObject', 'objects')],
  start(call) {
    let last: { value: Datum } | null = null
    const same = (a: Datum, b: Datum) =>
      call.flag('AsString') ? textOf(a) === textOf(b) : (compare(a, b, true) ?? 1) === 0
    const take = function* (item: Datum) {
      if (last && same(last.value, item)) return
      last = { value: item }
      yield* call.write(item)
    }
    return {
      process: take,
      *end() {
        for (const one of call.list('InputObject')) yield* take(one)
      },
    }
  },
}
