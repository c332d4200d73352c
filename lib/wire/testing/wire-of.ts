import type { Site } from '@/lib/exchange'
import { noIntake } from '../no-intake'
import { openWire, type Wire } from '../open-wire'

const anyFreePort = { dns: 0, dnsInside: 0, dnsResolver: 0, proxy: 0, smtp: 0, submission: 0, block: 0 }

/** The simulated world of a test's site, on ports that are free. */
export function openTestWire(site: () => Promise<Site>, log?: (line: string) => void): Promise<Wire> {
  return openWire({
    snapshot: site,
    ports: anyFreePort,
    saveCache: async () => undefined,
    intake: noIntake,
    ...(log && { log }),
  })
}
