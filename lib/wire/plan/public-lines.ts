import { addressScope, findForward, type World } from '@/lib/network'
import type { PlannedLine } from '../plan'
import { clientPorts } from './server-lines'

/** The addresses that lead to the site, or that its router believes to have. */
export function publicAddresses({ description, router }: World): readonly string[] {
  const described = description?.publicAddresses ?? []
  return router && !described.includes(router.wanAddress) ? [...described, router.wanAddress] : described
}

type Fate = Pick<PlannedLine, 'state' | 'what' | 'served'>

const lost = (what: string): Fate => ({ state: 'silent', what, served: null })

/** Why nothing that comes to the public address gets as far as the router's table; null when it does. */
function lostBefore({ router, description }: World, port: number): Fate | null {
  if (!router) return lost('No router')
  if (router.wanAddress !== description?.publicAddresses[0])
    return lost(
      addressScope(router.wanAddress) === 'public'
        ? 'An address that the router does not have'
        : 'Another router, which forwards nothing',
    )
  return router.blockedPorts.includes(port) ? lost('Blocked by the Internet Service Provider') : null
}

function fate(world: World, inside: readonly PlannedLine[], address: string, port: number): Fate {
  const before = lostBefore(world, port)
  if (before || !world.router) return before ?? lost('No router')
  const forward = findForward(world.router, address, port)
  if (!forward) return lost('The router, which forwards it to nobody')
  const to = { address: forward.address, port: forward.targetPort }
  const what = `The router, to ${to.address}:${to.port}`
  if (!world.servers.some(({ properties }) => properties.address === to.address)) return lost(what)
  const target = inside.find((line) => line.address === to.address && line.port === to.port)
  return target?.state === 'open'
    ? { state: 'open', what, served: { kind: 'forward', to } }
    : { state: 'closed', what, served: null }
}

/** Each public address with the ports of the router's table and those that clients try. */
export function publicLines(world: World, inside: readonly PlannedLine[]): readonly PlannedLine[] {
  const forwarded = (world.router?.forwards ?? [])
    .filter(({ protocol }) => protocol === 'TCP')
    .map(({ port }) => port)
  const ports = [...new Set([...clientPorts, ...forwarded])].sort((a, b) => a - b)
  return publicAddresses(world).flatMap((address) =>
    ports.map((port) => ({ address, port, ...fate(world, inside, address, port) })),
  )
}
