// biome-ignore-all lint/correctness/useYield: a Step is a generator whether or not it has to wait
import { type Builtin, type Call, takes } from '../evaluate/builtin'
import { property } from '../evaluate/properties'
import type { Step } from '../evaluate/step'
import { type Datum, elementsOf, ScriptBlock } from '../values/datum'
import { textOf } from '../values/text'
import { given } from './input-object'

export const forEachObject: Builtin = {
  name: 'ForEach-Object',
  inCallersScope: true,
  synopsis: 'Performs an operation against each item in a collection of input objects.',
  aliases: ['foreach', '%'],
  parameters: [
    takes('Process', 'objects', { position: 0 }),
    takes('Begin', 'block'),
    takes('End', 'block'),
    takes('MemberName', 'text'),
    takes('ArgumentList', 'objects'),
    takes('InputObject', 'object'),
    takes('RemainingScripts', 'objects', { rest: true, position: 1 }),
  ],
  start(call) {
    const blocks = [...call.list('Process'), ...call.list('RemainingScripts')]
    const scripts = blocks.filter((one) => one instanceof ScriptBlock)
    const first = call.get('Begin') ?? (scripts.length > 1 ? scripts[0] : undefined)
    const last = call.get('End') ?? (scripts.length > 2 ? scripts.at(-1) : undefined)
    const middle = scripts.filter((one) => one !== first && one !== last)
    const name = blocks.find((one) => !(one instanceof ScriptBlock)) ?? call.get('MemberName')
    const each = function* (item: Datum): Step<void> {
      if (name !== undefined && name !== null) yield* writeAll(call, property(item, textOf(name)) ?? null)
      for (const block of middle) yield* call.invoke(block, item, [], call.context.out)
    }
    return {
      *begin() {
        if (first) yield* call.invoke(first, null, [], call.context.out)
      },
      process: each,
      *end() {
        for (const item of yield* given(call)) yield* each(item)
        if (last) yield* call.invoke(last, null, [], call.context.out)
      },
    }
  },
}

function* writeAll(call: Call, value: Datum): Step<void> {
  for (const one of elementsOf(value)) yield* call.write(one)
}
