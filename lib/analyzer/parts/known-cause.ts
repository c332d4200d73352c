import type { Server } from '@/lib/essentials'
import type { Stored } from '@/lib/exchange'
import { addressScope, findForward, publicAddressOf, type Router } from '@/lib/network'
import type { Examined, Own } from '../examined'
import { type Cause, cause } from '../step'
import type { Connection } from './no-answer'
import { portFacts } from './ports'
import { isOurPublicAddress, type Whose } from './site'

function serverAt({ servers }: Own, address: string): Stored<Server> | null {
  return servers.find(({ properties }) => properties.address === address) ?? null
}

/** Who should answer at a port of a public address. */
function wantedAt({ description }: Examined, { address, port }: Connection): Whose {
  const onItsOwn = publicAddressOf(description, 'exchange') !== publicAddressOf(description, 'essentials')
  if (port !== 80 && port !== 443) return 'exchange'
  return onItsOwn && address === publicAddressOf(description, 'exchange') ? 'exchange' : 'essentials'
}

function wanCause({ wanAddress }: Router, address: string): Cause | null {
  if (wanAddress === address) return null
  const scope = addressScope(wanAddress)
  if (scope === 'public')
    return cause(
      'other-public-address',
      `The router’s own address is ${wanAddress}: ${address} does not lead to it.`,
      'Order a fixed address, and correct the description of the site and the DNS records.',
      '/network/router',
    )
  return cause(
    'double-nat',
    scope === 'shared'
      ? `The router’s own address is ${wanAddress}, one that the provider shares among many customers (RFC 6598): nothing from the Internet comes through.`
      : `Double NAT: the router’s own address is ${wanAddress}, so another router stands before it and forwards nothing.`,
    scope === 'shared'
      ? 'Ask the provider for a public address.'
      : 'Put the first router into bridge mode, or forward the same ports there.',
    '/network/router',
  )
}

/** The server that was meant is at another address than the one that is forwarded to. */
function moved(examined: Examined, own: Own, address: string): Cause | null {
  for (const whose of ['essentials', 'exchange'] as const) {
    const described = examined.description[whose]
    const one = own.servers.find(({ name }) => name.toLowerCase() === described.name.toLowerCase())
    if (described.address !== address || !one || one.properties.address === address) continue
    return cause(
      'address-changed',
      `${one.name} has the address ${one.properties.address} now${one.properties.addressing === 'dhcp' ? ', from DHCP' : ''}; ${address} is nobody’s.`,
      `Give ${one.name} the static address ${address}, or reserve it on the router.`,
      '/network/router',
    )
  }
  return null
}

function atServer(examined: Examined, own: Own, address: string, port: number): Cause {
  const one = serverAt(own, address)
  if (!one)
    return (
      moved(examined, own, address) ??
      cause(
        'address-changed',
        `No computer of the site has the address ${address}.`,
        'Compare the addresses of the servers with the router’s table.',
        '/network/router',
      )
    )
  const { protocol, services } = portFacts(port)
  const stopped = services.find((service) => one.properties.services[service]?.state === 'Stopped')
  if (stopped)
    return cause(
      'service-stopped',
      `The service ${one.properties.services[stopped]?.displayName} on ${one.name} is stopped.`,
      'Start it.',
      '/devices',
    )
  return cause(
    'nothing-listens',
    `Nothing on ${one.name} listens at port ${port} (${protocol}).`,
    'Install what answers there, or lead the port to the server that has it.',
    '/devices',
  )
}

/** What the router does with a connection that comes from the Internet. */
function atRouter(examined: Examined, own: Own, connection: Connection): Cause {
  const { address, port } = connection
  const { router } = own
  if (!router) return cause('no-router', 'The site has no router yet.', 'Describe the site.', '/settings')
  const wan = address === examined.description.publicAddresses[0] ? wanCause(router, address) : null
  if (wan) return wan
  if (router.blockedPorts.includes(port))
    return cause(
      'port-blocked',
      `The Internet Service Provider lets nobody reach port ${port}.`,
      `Ask the provider to open port ${port}; for a business line most do.`,
      '/network/router',
    )
  const wanted = examined.description[wantedAt(examined, connection)]
  const line = findForward(router, address, port)
  if (!line)
    return cause(
      'no-forward',
      `The router has no forward for port ${port}.`,
      `Forward port ${port} to ${wanted.address} (${wanted.name}).`,
      '/network/router',
    )
  if (line.address !== wanted.address || line.targetPort !== port)
    return cause(
      'wrong-forward',
      `The router forwards port ${port} to ${line.address}, port ${line.targetPort}${nameAt(own, line.address)}, and not to ${wanted.address} (${wanted.name}).`,
      `Forward port ${port} to ${wanted.address}.`,
      '/network/router',
    )
  return atServer(examined, own, line.address, line.targetPort)
}

function nameAt(own: Own, address: string): string {
  const one = serverAt(own, address)
  return one ? ` (${one.name})` : ', where no computer is'
}

/** Why a connection meets nobody, by the rehearsed site's own tables; null where these do not tell. */
export function knownCause(examined: Examined, connection: Connection): Cause | null {
  const { own } = examined
  if (!own || examined.live) return null
  const { address, port, from } = connection
  if (isOurPublicAddress(examined, address)) {
    if (from === 'internet') return atRouter(examined, own, connection)
    return own.router?.hairpin
      ? atRouter(examined, own, connection)
      : cause(
          'hairpin',
          `The router does not lead a connection from inside to the public address ${address} back inside (hairpin NAT).`,
          'Let the name lead to the inside address within the office: split DNS.',
          '/network/split-dns',
        )
  }
  const inside = addressScope(address) === 'private'
  return inside && from === 'inside' ? atServer(examined, own, address, port) : null
}

/** Whether the table leads a port to another server than it should, though somebody answers there. */
export function wrongForward(examined: Examined, connection: Connection): Cause | null {
  const { own } = examined
  if (!own || examined.live || connection.from === 'inside') return null
  if (!isOurPublicAddress(examined, connection.address)) return null
  const found = atRouter(examined, own, connection)
  return found.fault === 'wrong-forward' ? found : null
}
