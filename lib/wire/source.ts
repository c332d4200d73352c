import type { Socket } from 'node:net'
import type { Site } from '@/lib/exchange'
import type { Network, World } from '@/lib/network'
import type { Intake } from './intake'

/** What everything that listens asks of the site. It changes under running servers: ask at each connection. */
export interface WireSource {
  /** The site as it was read last: `store.list` and `store.find` come from memory, users from the database. */
  site(): Site
  /** Its network, read from that same moment. */
  world(): World
  /** On the site's clock. */
  now(): Date
  /**
   * Connects as a computer inside the office would. Ends with ECONNREFUSED, or stays silent, as there.
   * @param source the loopback address of the client on whose behalf it is; see loopback-source.ts
   */
  dial(address: string, port: number, source?: string): Socket
  /** The world as a computer on the Internet asks it, as it was settled last. */
  readonly network: Network
  /** Where the mail goes that comes in. */
  readonly intake: Intake
  /** One line for the log of the process; never a secret. */
  log(line: string): void
}

/** What is done with a connection that came in. It handles the socket's errors itself. */
export type Serve = (socket: Socket) => void
