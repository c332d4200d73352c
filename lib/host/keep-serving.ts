import type { Lifetime } from './lifetime'
import { type ServeOptions, serve } from './serve'

const limit = 5
const period = 60_000

/**
 * Serves until the end of a lifetime. A web process that dies is started again, at most five times a minute.
 * @param onReady called once, when it answers for the first time
 */
export async function keepServing({
  life,
  options,
  onReady,
}: {
  life: Lifetime
  options: ServeOptions
  onReady: () => Promise<void>
}): Promise<void> {
  let deaths: number[] = []
  for (let first = true; !life.ending.aborted; first = false) {
    const web = await serve(options)
    life.onEnd(web.stop)
    if (first) await onReady()
    else console.error('The web process is back.')
    const how = await web.ended
    if (life.ending.aborted) return
    deaths = [...deaths.filter((time) => time > Date.now() - period), Date.now()]
    console.error(`The web process ended (${how}).`)
    if (deaths.length > limit) {
      console.error(`That was the ${deaths.length}th time within a minute; giving up.`)
      await life.end(1)
    }
    console.error(`Starting it again (${deaths.length} of ${limit}).`)
  }
}
