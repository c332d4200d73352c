import { commandOf, isAlive, parentOf } from './processes'

/** From the start of a supervisor to its end, which comes by a signal, a closed terminal, or a parent that is gone. */
export interface Lifetime {
  /** Aborted when the end begins. */
  readonly ending: AbortSignal
  /** Registers what must be stopped; the last registered is stopped first. */
  onEnd(stop: () => unknown): void
  /** Stops everything and exits. The first call counts. */
  end(code: number): Promise<never>
}

/**
 * Ctrl-C arrives twice under npm, which passes on what the terminal sent already; `kill` of npm arrives not
 * at all, hence the look at the parent.
 */
export function beginLifetime(): Lifetime {
  const ending = new AbortController()
  const stops: (() => unknown)[] = []
  const end = async (code: number): Promise<never> => {
    if (ending.signal.aborted) return new Promise<never>(() => undefined)
    ending.abort()
    for (const stop of stops.toReversed()) {
      try {
        await stop()
      } catch (error) {
        console.error((error as Error).message)
      }
    }
    process.exit(code)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end(0))
  // A terminal that was closed fails every write; the signal that says so must still be served.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)
  if (process.env.npm_lifecycle_event) onceParentIsGone(() => void end(0))
  return { ending: ending.signal, onEnd: (stop) => stops.push(stop), end }
}

/** npm may have put a shell in between, which outlives it. Orphans get another parent, except on Windows. */
function onceParentIsGone(tell: () => void): void {
  const parent = process.ppid
  const watched = /^\S*sh -c /.test(commandOf(parent)) ? [parent, parentOf(parent)] : [parent]
  const timer = setInterval(() => {
    if (process.ppid === parent && watched.every(isAlive)) return
    clearInterval(timer)
    tell()
  }, 500)
  timer.unref()
}
