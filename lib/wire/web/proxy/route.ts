import type { Server } from '@/lib/essentials'
import type { Stored } from '@/lib/exchange'
import type { World } from '@/lib/network'

/** Where a request goes on to. */
export interface Route {
  readonly hostName: string
  readonly address: string
}

/**
 * The server that ARRConfig named for this host; null: the request stays on the Essentials server, whose default web
 * site is bound without a host name and answers for every other one. A farm that is the server itself would turn in a
 * circle; such a request stays, too.
 */
export function routeOf({ proxy, servers }: World, self: Stored<Server>, host: string): Route | null {
  if (!proxy?.configured?.hostNames.includes(host)) return null
  const wanted = proxy.configured.targetServer.toLowerCase()
  const target = servers.find(({ name }) => name.toLowerCase() === wanted)
  if (target?.properties.address === self.properties.address) return null
  // A server that is gone is nowhere: the address of no computer, so that nobody accepts.
  return { hostName: host, address: target?.properties.address ?? '0.0.0.0' }
}
