import { randomUUID } from 'node:crypto'
import { setMaxListeners } from 'node:events'
import type { Site } from '@/lib/exchange'
import { isLiveSmartHost, liveSmartHost, liveSmartHostName, readWorld, type World } from '@/lib/network'
import { loopbackSources, openPost, openWayOut, settleOverHttp } from '@/lib/wire/client'
import { db } from '../db'
import { follow } from '../follow'
import { keptSite, readObjects } from '../kept-site'
import { holdLife } from './alive'
import { giveBackAll } from './give-back'
import { inHandOf } from './in-hand'
import { type Loop, loop } from './loop'
import { openPool } from './pool'
import { queued } from './wake'
import type { Transport, Worker } from './worker'
import { workers } from './workers'

export interface TransportProcess {
  /** Ends what is under way, gives back what is claimed, and lets others go on with it. */
  stop(): Promise<void>
}

/** The site is read again after a failure. */
const againMs = 1000

interface Moment {
  readonly site: Site
  readonly world: World
}

async function readMoment(): Promise<Moment> {
  const site = await keptSite(db, await readObjects(db), 'transport')
  return { site, world: await readWorld(site) }
}

/**
 * The transport of the site on this database: categorizer, queues, delivery, store driver. Several such processes may
 * run beside each other and share the work.
 */
export async function startTransportProcess(options: {
  readonly databaseUrl: string
  readonly wire: { readonly url: string; readonly token: string }
  readonly only?: readonly Worker[]
}): Promise<TransportProcess> {
  const stopping = new AbortController()
  // Every worker listens for the end.
  setMaxListeners(0, stopping.signal)
  const pool = openPool(options.databaseUrl, { max: 12, unhurriedCommits: true })
  let moment = await readMoment()
  const loops: Loop[] = []
  const wake = (siteChanged = false) => {
    for (const one of loops) one.wake(siteChanged)
  }
  const transport: Transport = {
    process: randomUUID(),
    pool,
    site: () => moment.site,
    world: () => moment.world,
    now: () => moment.site.clock.now(),
    post: openPost({
      settle: settleOverHttp(options.wire.url, options.wire.token),
      bindingOf: (address) => loopbackSources(moment.world).bindingOf(address),
    }),
    wayOut: openWayOut({
      async isConfirmed(host) {
        const confirmed = await moment.site.store.find(liveSmartHost, liveSmartHostName)
        return isLiveSmartHost(confirmed?.properties, host)
      },
    }),
    wake: () => wake(),
    stopping: stopping.signal,
    log: (line) => console.log(line),
  }
  // One after another: of two readings the older one must not come last. One that failed is made good.
  let reading = Promise.resolve()
  const readAgain = async () => {
    moment = await readMoment()
    transport.post.refresh()
    wake(true)
  }
  const changed = (channel: string | null): void => {
    if (channel === queued) {
      wake()
      return
    }
    reading = reading.then(readAgain).catch((error: Error) => {
      transport.log(error.message)
      if (!stopping.signal.aborted) setTimeout(() => changed(null), againMs).unref()
    })
  }
  const follower = follow(options.databaseUrl, ['site_changed', queued], async (channel) => {
    changed(channel)
    await reading
  })
  const life = await holdLife(options.databaseUrl, transport.process, () =>
    inHandOf(transport.process).databaseWasLost(),
  )
  const working = options.only ?? workers
  loops.push(...working.map((worker) => loop(worker, transport)))
  return {
    async stop() {
      stopping.abort()
      await follower.stop()
      await Promise.all(loops.map(({ ended }) => ended))
      await Promise.all(working.map((worker) => worker.ended?.(transport)))
      await giveBackAll(transport).catch((error: Error) => transport.log(error.message))
      await life.end()
      await pool.end()
    },
  }
}
