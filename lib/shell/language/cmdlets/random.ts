// biome-ignore-all lint/correctness/useYield: a Step is a generator whether or not it has to wait
import { type Builtin, type Call, takes } from '../evaluate/builtin'
import type { Machine } from '../evaluate/machine'
import { toNumber } from '../values/convert'
import { type Datum, Num } from '../values/datum'
import { toDouble } from '../values/number'
import { failure } from '../values/script-error'

const seeded = new WeakMap<Machine, () => number>()

/** mulberry32: the same numbers for the same seed, on every computer. */
function generator(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

function between(call: Call, random: () => number): Datum {
  const edge = (name: string, otherwise: number) => {
    const value = call.get(name) ?? null
    return value === null ? otherwise : toDouble(toNumber(value) ?? 0)
  }
  const [least, most] = [edge('Minimum', 0), edge('Maximum', 2 ** 31 - 1)]
  if (least >= most)
    throw failure(
      `The Minimum value (${least}) cannot be greater than or equal to the Maximum value (${most}).`,
      'MinGreaterThanOrEqualMax',
      { category: 'InvalidArgument', exception: 'System.ArgumentException' },
    )
  const made = least + random() * (most - least)
  return Number.isInteger(least) && Number.isInteger(most) ? Math.floor(made) : new Num('Double', made)
}

/** Takes `count` of the items in the order of a shuffle (Fisher and Yates). */
function drawn(items: Datum[], count: number, random: () => number): Datum[] {
  for (let i = 0; i < Math.min(count, items.length - 1); i++) {
    const other = i + Math.floor(random() * (items.length - i))
    const [a = null, b = null] = [items[i], items[other]]
    items[i] = b
    items[other] = a
  }
  return items.slice(0, count)
}

export const getRandom: Builtin = {
  name: 'Get-Random',
  synopsis: 'Gets a random number, or selects objects randomly from a collection.',
  parameters: [
    takes('Maximum', 'object', { position: 0 }),
    takes('Minimum', 'object'),
    takes('InputObject', 'objects'),
    takes('Count', 'int'),
    takes('SetSeed', 'int'),
  ],
  start(call) {
    const items: Datum[] = []
    return {
      *process(item) {
        call.context.machine.made(1)
        items.push(item)
      },
      *end() {
        const { machine } = call.context
        const seed = call.number('SetSeed')
        if (seed !== null) seeded.set(machine, generator(seed))
        const random = seeded.get(machine) ?? Math.random
        items.push(...call.list('InputObject'))
        if (items.length === 0) return yield* call.write(between(call, random))
        machine.count(items.length)
        for (const one of drawn(items, Math.max(0, call.number('Count') ?? 1), random)) yield* call.write(one)
      },
    }
  },
}
