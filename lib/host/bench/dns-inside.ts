/** A process with our name servers on the bench's zone. It tells the port, and ends when the bench does. */
import { connect } from 'node:net'
import type { Site } from '@/lib/exchange'
import { noIntake, openDns } from '@/lib/wire'
import { wireNetwork } from '@/lib/wire/client'
import { benchZone } from './dns-zone'

/** Nobody here asks the world anything. */
const noNetwork = wireNetwork({ settle: () => Promise.reject(new Error('no world')) })

const world = { description: null, servers: [], zones: [benchZone()], router: null, proxy: null }
const { ports } = await openDns({
  source: {
    site: () => ({ store: { find: async () => null } }) as unknown as Site,
    world: () => world,
    now: () => new Date(),
    dial: (address, port) => connect(port, address),
    network: noNetwork,
    intake: noIntake,
    log: (line) => console.error(line),
  },
  ports: { dns: 0, dnsInside: 0, dnsResolver: 0 },
  saveCache: async () => undefined,
})

process.on('disconnect', () => process.exit(0))
process.send?.({ port: ports.dns })
