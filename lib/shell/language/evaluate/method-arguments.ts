import { type Datum, Num } from '../values/datum'
import { textOf } from '../values/text'

export const text = (value: Datum | undefined) => textOf(value ?? null)

export const number = (value: Datum | undefined, otherwise = 0) =>
  typeof value === 'number' ? value : value instanceof Num ? Number(value.value) : otherwise
