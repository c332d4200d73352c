import type { Datum } from '../values/datum'

/**
 * A piece of work that may have to wait. Evaluation is written as generators, so that what needs no waiting takes
 * none: they yield a promise where the outside is asked, and null where others should have a turn.
 */
export type Step<T> = Generator<Promise<unknown> | null, T, unknown>

export function* wait<T>(promise: Promise<T>): Step<T> {
  return (yield promise) as T
}

/** Where a pipeline's objects go. */
export type Sink = (value: Datum) => Step<void>

/** Runs the work to its end. */
export async function drive<T>(work: Step<T>): Promise<T> {
  let turn = work.next()
  while (!turn.done) {
    try {
      const value =
        turn.value === null ? await new Promise((resolve) => setImmediate(resolve)) : await turn.value
      turn = work.next(value)
    } catch (problem) {
      turn = work.throw(problem)
    }
  }
  return turn.value
}
