import type { Site } from '@/lib/exchange'
import type { Network } from '@/lib/network'
import { openWire, type Wire, type WireMap } from '@/lib/wire'
import { wireNetwork } from '@/lib/wire/client'
import type { Db } from './db'
import { keptSite, readObjects } from './kept-site'
import { openIntake } from './transport/intake/intake'
import { openPool } from './transport/pool'

/** On this computer an address that answers does so at once, unless many are asked together. */
const usualTimeoutMs = 400

export interface TestWire {
  /** The simulated network of the site on this connection: inside a transaction, of the site as that has it. */
  networkOf(db: Db): Network
  /** Where it listens. */
  settle(db: Db): Promise<WireMap>
  close(): Promise<void>
}

/**
 * A simulated network in this process, on ports that are free; it opens when it is first asked. Mail that comes in is
 * kept in the database at `url`.
 */
export function testWire(url: string, timeoutMs = usualTimeoutMs): TestWire {
  let site: Site | undefined
  const pool = openPool(url, { max: 4 })
  const intake = openIntake({
    pool,
    site: () => {
      if (!site) throw new Error('no site to read')
      return site
    },
  })
  let reading: Db | undefined
  let opened: Promise<Wire> | undefined
  let turn: Promise<unknown> = Promise.resolve()
  const open = () =>
    openWire({
      snapshot: async () => {
        if (!reading) throw new Error('no site to read')
        site = await keptSite(reading, await readObjects(reading), 'network')
        return site
      },
      ports: { dns: 0, dnsInside: 0, dnsResolver: 0, proxy: 0, smtp: 0, submission: 0, block: 0 },
      saveCache: async () => undefined,
      intake,
    })
  const settle = (db: Db) => {
    const mine = turn.then(async () => {
      const another = reading !== db
      reading = db
      opened ??= open()
      const wire = await opened
      if (another) wire.forget()
      return wire.settle()
    })
    turn = mine.catch(() => undefined)
    return mine
  }
  return {
    networkOf: (db) => wireNetwork({ settle: () => settle(db), timeoutMs }),
    settle,
    async close() {
      await turn
      await (await opened)?.close()
      await intake.close()
      await pool.end()
    },
  }
}
