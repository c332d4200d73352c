// biome-ignore-all lint/correctness/useYield: a Step is a generator whether or not it has to wait
import type { Call } from '../evaluate/builtin'
import type { Step } from '../evaluate/step'
import { type Datum, elementsOf } from '../values/datum'

export function* given(call: Call): Step<readonly Datum[]> {
  return call.has('InputObject') ? elementsOf(call.get('InputObject') ?? null) : []
}
