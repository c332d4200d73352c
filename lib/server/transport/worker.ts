import type pg from 'pg'
import type { Site } from '@/lib/exchange'
import type { World } from '@/lib/network'
import type { Post, WayOut } from '@/lib/wire/client'

/** What every part of the transport process works with. */
export interface Transport {
  /** This process, as claims name it. */
  readonly process: string
  readonly pool: pg.Pool
  /** The site as it was read last: objects from memory, users from the database. */
  site(): Site
  /** Its network, of that same moment. */
  world(): World
  /** The site's clock. */
  now(): Date
  /** The way out: names and connections of the simulated world, as a server of the site has them. */
  readonly post: Post
  /** The way out of the simulated world: to the confirmed smart host alone. */
  readonly wayOut: WayOut
  /** Something is to be done: every worker looks again. */
  wake(): void
  readonly stopping: AbortSignal
  /** One line for the process's own log; never a secret. */
  log(line: string): void
}

/** One kind of work. It is called when something may have changed, and never twice at the same time. */
export interface Worker {
  readonly name: string
  /** Tidies up: once a second is enough, however much mail there is. */
  readonly unhurried?: true
  /**
   * Does what is to be done now, up to a bounded amount.
   * @returns true when there is more to do at once; a date on the site's clock when there will be; else null
   */
  work(transport: Transport): Promise<boolean | Date | null>
  /** Resolves when what `work` left running has ended; called when the process stops. */
  ended?(transport: Transport): Promise<void>
}
