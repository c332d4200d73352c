import { server } from '@/lib/essentials'
import { type Site, transportServers } from '@/lib/exchange'
import { neighborsNow, readWorld } from '@/lib/network'

/** A mail server to talk to by hand, and from where. */
interface SmtpTarget {
  readonly label: string
  readonly address: string
  readonly port: number
  readonly from: 'internet' | 'inside'
}

/** The site's own servers from outside and inside, and those of its neighbors. */
export async function smtpTargets(site: Site): Promise<readonly SmtpTarget[]> {
  const [world, exchange, computers] = await Promise.all([
    readWorld(site),
    transportServers(site),
    site.store.list(server),
  ])
  const outside = world.description?.publicAddresses ?? []
  const inside = computers.filter(({ name }) => exchange.some((one) => one.name === name))
  return [
    ...outside.map((address) => target(`this site (${address}), port 25`, address, 25, 'internet')),
    ...inside.flatMap(({ name, properties: { address } }) => [
      target(`${name} (${address}), port 25`, address, 25, 'inside'),
      target(`${name} (${address}), port 587`, address, 587, 'inside'),
    ]),
    ...neighborsNow(world).flatMap(({ known }) =>
      known.hosts.map(({ name, address }) => target(`${name} (${address}), port 25`, address, 25, 'inside')),
    ),
  ]
}

function target(name: string, address: string, port: number, from: SmtpTarget['from']): SmtpTarget {
  const whence = from === 'internet' ? 'From the Internet' : 'From the office'
  return { label: `${whence} to ${name}`, address, port, from }
}
