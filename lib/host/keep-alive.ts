import type { Lifetime } from './lifetime'

const limit = 5
const period = 60_000

export interface KeptProcess {
  /** How it ended, once it has. */
  readonly ended: Promise<string>
  stop(): Promise<void>
}

interface Kept {
  readonly life: Lifetime
  /** For the terminal: "The web process". */
  readonly name: string
  readonly start: () => Promise<KeptProcess>
}

/**
 * Starts a process and starts it again when it dies, at most five times a minute, until the end of a lifetime.
 * @param onReady called once, when it has started for the first time
 */
export async function keepAlive({ onReady, ...kept }: Kept & { onReady: () => unknown }): Promise<void> {
  const { life, name } = kept
  let process = await kept.start()
  life.onEnd(() => process.stop())
  await onReady()
  let deaths: number[] = []
  for (;;) {
    const how = await process.ended
    if (life.ending.aborted) return
    deaths = [...deaths.filter((time) => time > Date.now() - period), Date.now()]
    console.error(`${name} ended (${how}).`)
    if (deaths.length > limit) {
      console.error(`That was the ${deaths.length}th time within a minute; giving up.`)
      return life.end(1)
    }
    console.error(`Starting it again (${deaths.length} of ${limit}).`)
    process = await startAgain(kept)
  }
}

/** What does not start, since the database is away too, for example, counts as having died once more. */
async function startAgain({ name, start }: Kept): Promise<KeptProcess> {
  try {
    const process = await start()
    console.error(`${name} is back.`)
    return process
  } catch (error) {
    const ended = Promise.resolve(error instanceof Error ? error.message : String(error))
    return { ended, stop: async () => undefined }
  }
}
