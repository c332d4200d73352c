import type { Datum } from '../values/datum'
import { Halt } from './flow'

/**
 * A piece of work that may have to wait. Evaluation is written as generators, so that what needs no waiting takes
 * none: they yield a promise where the outside is asked, and null where others should have a turn.
 */
export type Step<T> = Generator<Promise<unknown> | null, T, unknown>

export function* wait<T>(promise: Promise<T>): Step<T> {
  return (yield promise) as T
}

/** Work that is none. */
export function* nothing(): Step<void> {}

/** Where a pipeline's objects go. */
export type Sink = (value: Datum) => Step<void>

interface Outside {
  /** Ctrl-C: what is waited for is left, and the work ends where it stands. */
  readonly signal?: AbortSignal
  /** A promise to wait for before the next turn: nobody has read what was written so far. */
  readonly ready?: () => Promise<void> | null
}

const othersTurn = () => new Promise<void>((resolve) => setImmediate(resolve))

/**
 * Runs the work to its end. When it is stopped, `Halt` is thrown into it where it waits, so that everything it
 * has open is closed before this is over; nothing of it goes on behind the next statement's back.
 */
export async function drive<T>(work: Step<T>, { signal, ready }: Outside = {}): Promise<T> {
  let turn = work.next()
  while (!turn.done) {
    try {
      const value = await unlessStopped(turn.value ?? othersTurn(), signal)
      const unread = ready?.()
      if (unread) await unlessStopped(unread, signal)
      turn = work.next(value)
    } catch (problem) {
      turn = work.throw(problem)
    }
  }
  return turn.value
}

function unlessStopped<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return promise
  return new Promise((resolve, reject) => {
    const stop = () => reject(new Halt('stopped'))
    if (signal.aborted) stop()
    else signal.addEventListener('abort', stop, { once: true })
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
  })
}
