// biome-ignore-all lint/correctness/useYield: a Step is a generator whether or not it has to wait
import { type Builtin, takes } from '../evaluate/builtin'
import { applyOperator } from '../evaluate/operators'
import { property } from '../evaluate/properties'
import type { Step } from '../evaluate/step'
import { truth } from '../values/convert'
import { collected, type Datum, ScriptBlock } from '../values/datum'
import { textOf } from '../values/text'
import { given } from './input-object'

const comparisons =
  'eq ne gt ge lt le like notlike match notmatch contains notcontains in notin is isnot ceq cne clike cmatch'.split(
    ' ',
  )

export const whereObject: Builtin = {
  name: 'Where-Object',
  inCallersScope: true,
  synopsis: 'Selects objects from a collection based on their property values.',
  aliases: ['where', '?'],
  parameters: [
    takes('FilterScript', 'object', { position: 0 }),
    takes('Value', 'object', { position: 1 }),
    takes('Property', 'text'),
    takes('InputObject', 'object'),
    ...comparisons.map((name) =>
      takes(
        name.replace(/^./, (c) => c.toUpperCase()),
        'switch',
      ),
    ),
  ],
  start(call) {
    const filter = call.get('FilterScript') ?? call.get('Property') ?? null
    const operator = comparisons.find((name) => call.flag(name))
    const passes = function* (item: Datum): Step<boolean> {
      if (filter instanceof ScriptBlock) return truth(collected(yield* call.invoke(filter, item)))
      const left = property(item, textOf(filter)) ?? null
      if (!operator) return truth(left)
      return truth(
        applyOperator(`-${operator}`, left, call.get('Value') ?? null, {
          now: call.context.machine.now,
          matched() {},
        }),
      )
    }
    return {
      *process(item) {
        if (yield* passes(item)) yield* call.write(item)
      },
      *end() {
        for (const item of yield* given(call)) if (yield* passes(item)) yield* call.write(item)
      },
    }
  },
}
