import type { Queryable } from './pool'
import { wakeTransport } from './wake'

/** PostgreSQL lets those that notify commit one after another: under load once in this time is enough. */
const pauseMs = 50

/** Wakes the transport, at once or soon after the last time. */
export function coalescedWake(on: Queryable): { wake(): void; ended(): Promise<void> } {
  let timer: NodeJS.Timeout | undefined
  let again = false
  let under = Promise.resolve()
  const send = () => {
    again = false
    under = wakeTransport(on).catch(() => undefined)
    timer = setTimeout(() => {
      timer = undefined
      if (again) send()
    }, pauseMs)
    timer.unref()
  }
  return {
    wake() {
      if (timer) again = true
      else send()
    },
    async ended() {
      clearTimeout(timer)
      timer = undefined
      await under
    },
  }
}
