import { addressScope, whyNotPublic } from './addresses'
import type { Met, Vantage } from './door'
import type { ExchangeFace } from './exchange-face'
import { otherHosts } from './internet'
import { reach } from './listeners'
import { canonicalName } from './names'
import { findForward } from './router'
import type { World } from './world'

export interface Connection {
  readonly address: string
  readonly port: number
  readonly from: Vantage
  readonly serverName: string
}

function timeout(reason: string): Met {
  return { kind: 'timeout', reason }
}

/** The public addresses that lead to the site's router. */
function publicAddresses({ description, router }: World): readonly string[] {
  const described = description?.publicAddresses ?? []
  return router && !described.includes(router.wanAddress) ? [...described, router.wanAddress] : described
}

function toServer(world: World, address: string, port: number, name: string, face: ExchangeFace): Met {
  const one = world.servers.find(({ properties }) => properties.address === address)
  return one ? reach(world, one, port, name, face) : timeout(`No computer has the address ${address}.`)
}

/** Through the router's table, as from the Internet. */
function throughRouter(world: World, { address, port, serverName }: Connection, face: ExchangeFace): Met {
  const { router, description } = world
  if (!router) return timeout('There is no router.')
  if (router.wanAddress !== description?.publicAddresses[0])
    return timeout(
      addressScope(router.wanAddress) === 'public'
        ? `The router's own address is ${router.wanAddress}: ${address} does not lead to it.`
        : `The router's own address is ${router.wanAddress}: another router stands before it, and that one forwards nothing.`,
    )
  if (router.blockedPorts.includes(port))
    return timeout(`The Internet Service Provider lets no connection to port ${port} through.`)
  const forward = findForward(router, address, port)
  if (!forward) return timeout(`The router forwards port ${port} to nobody.`)
  return toServer(world, forward.address, forward.targetPort, serverName, face)
}

function elsewhere({ address, port }: Connection): Met {
  const host = otherHosts.find((one) => one.address === address && one.port === port)
  if (!host)
    return otherHosts.some((one) => one.address === address)
      ? { kind: 'refused' }
      : timeout(`Nothing answers at ${address}.`)
  return {
    kind: 'answered',
    server: host.server,
    address,
    port,
    via: null,
    banner: port === 25 ? `220 ${host.server} ESMTP` : null,
    certificate: host.names
      ? { names: host.names, notAfter: '2035-01-01T00:00:00.000Z', issuer: 'CN=Example CA' }
      : null,
  }
}

/** What a connection meets, by the tables of the simulated site. */
export function connectBy(world: World, asked: Connection, face: ExchangeFace): Met {
  const connection = { ...asked, serverName: canonicalName(asked.serverName) }
  const { address, port, from, serverName } = connection
  const ours = publicAddresses(world).includes(address)
  if (from === 'inside') {
    if (world.servers.some(({ properties }) => properties.address === address))
      return toServer(world, address, port, serverName, face)
    if (ours && !world.router?.hairpin)
      return timeout(
        'The router does not lead a connection from inside to its own public address back inside.',
      )
  }
  if (ours) return throughRouter(world, connection, face)
  return addressScope(address) === 'public' ? elsewhere(connection) : timeout(whyNotPublic(address))
}
