import type { Lifetime } from './lifetime'

const limit = 5
const period = 60_000

export interface KeptProcess {
  /** How it ended, once it has. */
  readonly ended: Promise<string>
  stop(): Promise<void>
}

/**
 * Starts a process and starts it again when it dies, at most five times a minute, until the end of a lifetime.
 * @param name for the terminal: "The web process"
 * @param onReady called once, when it has started for the first time
 */
export async function keepAlive({
  life,
  name,
  start,
  onReady,
}: {
  life: Lifetime
  name: string
  start: () => Promise<KeptProcess>
  onReady: () => unknown
}): Promise<void> {
  let deaths: number[] = []
  for (let first = true; !life.ending.aborted; first = false) {
    const kept = await start()
    life.onEnd(kept.stop)
    if (first) await onReady()
    else console.error(`${name} is back.`)
    const how = await kept.ended
    if (life.ending.aborted) return
    deaths = [...deaths.filter((time) => time > Date.now() - period), Date.now()]
    console.error(`${name} ended (${how}).`)
    if (deaths.length > limit) {
      console.error(`That was the ${deaths.length}th time within a minute; giving up.`)
      await life.end(1)
    }
    console.error(`Starting it again (${deaths.length} of ${limit}).`)
  }
}
