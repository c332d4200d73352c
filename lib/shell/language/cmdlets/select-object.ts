// biome-ignore-all lint/correctness/useYield: a Step is a generator whether or not it has to wait
import { type Builtin, type Call, takes } from '../evaluate/builtin'
import { StopUpstream } from '../evaluate/flow'
import { property } from '../evaluate/properties'
import type { Step } from '../evaluate/step'
import { type Datum, elementsOf, PSObject, typeOf } from '../values/datum'
import { wildcard } from '../values/pattern'
import { failure } from '../values/script-error'
import { textOf } from '../values/text'
import { calculated, columnValue } from './calculated'
import { given } from './input-object'

export const selectObject: Builtin = {
  name: 'Select-Object',
  synopsis: 'Selects objects or object properties.',
  aliases: ['select'],
  parameters: [
    takes('Property', 'objects', { position: 0 }),
    takes('ExcludeProperty', 'texts'),
    takes('ExpandProperty', 'text', { aliases: ['Expand'] }),
    takes('First', 'int'),
    takes('Last', 'int'),
    takes('Skip', 'int'),
    takes('SkipLast', 'int'),
    takes('Index', 'objects'),
    takes('Unique', 'switch'),
    takes('Wait', 'switch'),
    takes('InputObject', 'object'),
  ],
  start(call) {
    const first = call.number('First')
    const last = call.number('Last')
    const skip = call.number('Skip') ?? 0
    const skipLast = call.number('SkipLast') ?? 0
    const held: Datum[] = []
    const seen: Datum[] = []
    let passed = 0
    let place = 0
    const write = function* (item: Datum): Step<void> {
      const made = yield* selected(call, item)
      for (const one of made) {
        if (call.flag('Unique')) {
          const text = shape(one)
          if (seen.includes(text)) continue
          seen.push(text)
        }
        yield* call.write(one)
      }
    }
    const take = function* (item: Datum): Step<void> {
      place++
      const indexes = call.list('Index')
      if (indexes.length > 0) {
        if (indexes.includes(place - 1)) yield* write(item)
        return
      }
      if (last !== null || skipLast > 0) {
        held.push(item)
        return
      }
      if (place <= skip) return
      if (first !== null && passed >= first) throw new StopUpstream()
      passed++
      yield* write(item)
      if (first !== null && passed >= first) throw new StopUpstream()
    }
    return {
      process: take,
      *end() {
        for (const item of yield* given(call)) yield* take(item)
        const chosen =
          last !== null
            ? held
                .slice(0, held.length - (last === 0 ? 0 : skip) || undefined)
                .slice(last === 0 ? held.length : -last)
            : held.slice(skip, Math.max(0, held.length - skipLast))
        if (last !== null || skipLast > 0) for (const item of chosen) yield* write(item)
      },
    }
  },
}

function shape(value: Datum): string {
  return value instanceof PSObject
    ? [...value.properties.values()].map((one) => `${one.name}=${textOf(one.value)}`).join('\0')
    : textOf(value)
}

function* selected(call: Call, item: Datum): Step<Datum[]> {
  const properties = call.list('Property')
  const expand = call.text('ExpandProperty')
  if (expand !== null) {
    const found = property(item, expand)
    if (found === undefined)
      throw failure(`Property "${expand}" cannot be found.`, 'ExpandPropertyNotFound', {
        category: 'InvalidArgument',
      })
    return [...elementsOf(found)]
  }
  if (properties.length === 0 && !call.has('ExcludeProperty')) return [item]
  const made = new PSObject([`Selected.${typeOf(item)}`, 'System.Management.Automation.PSCustomObject'])
  const excluded = call.list('ExcludeProperty').map((one) => wildcard(textOf(one)))
  for (const one of properties.length ? properties : ['*']) {
    for (const column of calculated(one, item)) {
      if (excluded.some((pattern) => pattern.test(column.label))) continue
      made.set(column.label, yield* columnValue(column, item, call))
    }
  }
  return [made]
}
