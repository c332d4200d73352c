// biome-ignore-all lint/correctness/useYield: a Step is a generator whether or not it has to wait
import { type Builtin, type Call, takes } from '../evaluate/builtin'
import { property } from '../evaluate/properties'
import type { Step } from '../evaluate/step'
import { type Datum, elementsOf, PSObject } from '../values/datum'
import { textOf } from '../values/text'

/** What two objects have to share to be the same: their text, or the values of -Property. */
function keyOf(call: Call, item: Datum): string {
  const names = call.list('Property')
  const parts = names.length > 0 ? names.map((name) => property(item, textOf(name)) ?? null) : [item]
  const key = parts.map((one) => textOf(one)).join('\0')
  return call.flag('CaseSensitive') ? key : key.toLowerCase()
}

function* show(call: Call, item: Datum, side: string): Step<void> {
  if (call.flag('PassThru')) return yield* call.write(item)
  const made = new PSObject()
  const names = call.list('Property')
  for (const name of names) made.set(textOf(name), property(item, textOf(name)) ?? null)
  if (names.length === 0) made.set('InputObject', item)
  yield* call.write(made.set('SideIndicator', side))
}

export const compareObject: Builtin = {
  name: 'Compare-Object',
  synopsis: 'Compares two sets of objects.',
  aliases: ['compare', 'diff'],
  parameters: [
    takes('ReferenceObject', 'object', { position: 0, mandatory: true }),
    takes('DifferenceObject', 'object', { position: 1 }),
    takes('Property', 'objects', { position: 2 }),
    takes('SyncWindow', 'int'),
    ...['IncludeEqual', 'ExcludeDifferent', 'PassThru', 'CaseSensitive'].map((name) => takes(name, 'switch')),
  ],
  start(call) {
    const came: Datum[] = []
    return {
      *process(item) {
        call.context.machine.made(1)
        came.push(item)
      },
      *end() {
        const left = new Map<string, Datum[]>()
        for (const one of elementsOf(call.get('ReferenceObject') ?? null))
          left.set(keyOf(call, one), [...(left.get(keyOf(call, one)) ?? []), one])
        const others = call.has('DifferenceObject') ? elementsOf(call.get('DifferenceObject') ?? null) : came
        const added: Datum[] = []
        for (const one of others) {
          if (call.context.machine.count()) yield null
          const equal = left.get(keyOf(call, one))?.shift()
          if (equal === undefined) added.push(one)
          else if (call.flag('IncludeEqual') || call.flag('ExcludeDifferent')) yield* show(call, equal, '==')
        }
        if (call.flag('ExcludeDifferent')) return
        for (const one of added) yield* show(call, one, '=>')
        for (const rest of left.values()) for (const one of rest) yield* show(call, one, '<=')
      },
    }
  },
}
