import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { keptSite, readObjects } from '../kept-site'
import type { TestSite } from '../test-site'
import { categorizer } from './categorizer/categorizer'
import { mailboxDelivery } from './delivery/mailbox-delivery'
import { smtpDelivery } from './delivery/smtp-delivery'
import { openPool } from './pool'
import type { Transport } from './worker'

export interface TestTransport extends Transport {
  /** Reads the site anew, as the process does when it changed. */
  refresh(): Promise<void>
  close(): Promise<void>
}

/** What workers work with, on the database of a test. What asks the network throws. */
export async function testTransport({ db, url }: TestSite, on?: pg.Pool): Promise<TestTransport> {
  const pool = on ?? openPool(url, { max: 4 })
  const read = async () => keptSite(db, await readObjects(db), 'transport')
  let site = await read()
  const noNetwork = () => {
    throw new Error('this test has no network')
  }
  return {
    process: randomUUID(),
    pool,
    site: () => site,
    world: noNetwork,
    now: () => site.clock.now(),
    get post() {
      return noNetwork()
    },
    get wayOut() {
      return noNetwork()
    },
    wake: () => undefined,
    stopping: new AbortController().signal,
    log: () => undefined,
    async refresh() {
      site = await read()
    },
    close: async () => (on ? undefined : pool.end()),
  }
}

/** The way of a message through the process, so many times: categorizer, mailboxes, other servers. */
export async function workRounds(transport: Transport, count: number): Promise<void> {
  for (let at = 0; at < count; at += 1) {
    await categorizer.work(transport)
    await mailboxDelivery.work(transport)
    await smtpDelivery.work(transport)
    await smtpDelivery.ended?.(transport)
  }
}
