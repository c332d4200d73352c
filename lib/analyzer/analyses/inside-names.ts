import type { Server } from '@/lib/essentials'
import type { Stored } from '@/lib/exchange'
import { canonicalName, inRange, printIpRange } from '@/lib/network'
import type { Analysis } from '../analysis'
import type { Examined, Own } from '../examined'
import { addressesIn, findName } from '../parts/name'
import { connectTo } from '../parts/reach'
import { addressOf, domainOf, hostOf, isOurPublicAddress } from '../parts/site'
import { list, printAnswer } from '../parts/words'
import { type Asked, type Cause, cause, fail, pass, type Step, skipped, together } from '../step'

async function dnsServer({ network, description }: Examined): Promise<Step> {
  const domain = canonicalName(description.localDomain)
  const { address, name } = description.essentials
  const asked: Asked = {
    id: 'dns-server',
    title: `The DNS server on ${name} answers for ${domain}`,
    asked: `SOA ${domain}, of ${address}, from inside`,
  }
  const answer = await network.lookup(domain, 'SOA', 'inside', address)
  const answered = printAnswer(answer)
  if (answer.records.some(({ type }) => type === 'SOA')) return pass(asked, answered)
  const silent = answer.status === 'TIMEOUT'
  return fail(asked, answered, [
    cause(
      'dns-service-stopped',
      silent
        ? `${name} does not answer questions for names: the service DNS Server is stopped, or the server is off. The whole office finds neither the domain nor the Internet.`
        : `${name} answers, and does not know ${domain}.`,
      'Start the service DNS Server on the Essentials server.',
      '/devices',
    ),
  ])
}

function noZone(host: string, outside: boolean, found: readonly string[], to: string): Cause {
  return cause(
    'split-zone-missing',
    outside
      ? `Inside, ${host} leads to the public address ${list(found)}: most routers do not lead a connection from inside back inside (hairpin NAT).`
      : found.length > 0
        ? `Inside, ${host} leads to ${list(found)}, as the Internet has it, and not to ${to}.`
        : `Inside, ${host} has no address: the Essentials server has no zone of this name, and the Internet knows none.`,
    `Create the zone ${host} on the Essentials server, with a nameless A record that leads to ${to}.`,
    '/network/split-dns',
  )
}

function wrongZone(host: string, found: readonly string[], to: string): Cause {
  return cause(
    'split-zone-wrong',
    found.length > 0
      ? `The zone ${host} inside leads to ${list(found)}, and not to ${to}.`
      : `The zone ${host} inside has no A record without a name, and so the name has no address.`,
    `Let the nameless A record of the zone ${host} lead to ${to}.`,
    '/network/split-dns',
  )
}

/** Inside, the mail host has to lead to the inside address: split DNS. */
async function splitZone(examined: Examined): Promise<Step> {
  const host = hostOf(examined, 'exchange')
  const to = addressOf(examined, 'exchange', 'inside')
  const { step, answer } = await findName(examined, { host, from: 'inside', to }, 'split')
  const title = `Inside, ${host} leads to the Exchange server itself`
  if (step.fault !== 'address-wrong' && step.fault !== 'address-missing') return { ...step, title }
  const found = addressesIn(answer)
  const soa = await examined.network.lookup(host, 'SOA', 'inside')
  const hasZone = soa.records.some(({ type, name }) => type === 'SOA' && canonicalName(name) === host)
  const outside = found.some((one) => isOurPublicAddress(examined, one))
  const why = hasZone ? wrongZone(host, found, to) : noZone(host, outside, found, to)
  return fail({ ...step, title }, step.answered, [why])
}

/** Names of the domain that both sides have to know alike. */
function publicNames(examined: Examined): readonly string[] {
  const domain = domainOf(examined)
  return [`www.${domain}`, domain, hostOf(examined, 'essentials')]
}

async function vanishing({ network }: Examined, names: readonly string[]): Promise<readonly string[]> {
  const both = await Promise.all(
    names.map(async (name) => ({
      name,
      outside: addressesIn(await network.lookup(name, 'A', 'internet')),
      inside: addressesIn(await network.lookup(name, 'A', 'inside')),
    })),
  )
  return both
    .filter(({ outside, inside }) => outside.length > 0 && inside.length === 0)
    .map(({ name }) => name)
}

/** A zone named contoso.com inside hides all that the provider keeps in the zone of that name. */
async function wideZone(examined: Examined): Promise<Step> {
  const { network, description } = examined
  const domain = domainOf(examined)
  const asked: Asked = {
    id: 'wide-zone',
    title: `Inside, the other names of ${domain} are those of the Internet`,
    asked: `SOA ${domain} and A ${publicNames(examined).join(', ')}, from inside and from the Internet`,
  }
  const [inside, outside, gone] = await Promise.all([
    network.lookup(domain, 'SOA', 'inside'),
    network.lookup(domain, 'SOA', 'internet'),
    vanishing(examined, publicNames(examined)),
  ])
  const primary = (answer: typeof inside) =>
    canonicalName(answer.records.find(({ type }) => type === 'SOA')?.data.split(' ')[0] ?? '')
  const local = `.${canonicalName(description.localDomain)}`
  const own = primary(inside).endsWith(local) && primary(inside) !== primary(outside)
  if (!own && gone.length === 0) return pass(asked, printAnswer(inside))
  if (inside.status === 'TIMEOUT') return skipped(asked, 'The DNS server inside does not answer.')
  const hidden =
    gone.length > 0
      ? `${list(gone)} cannot be found from inside`
      : 'every name that it does not hold itself is gone inside'
  return fail(asked, printAnswer(inside), [
    cause(
      'split-zone-too-wide',
      `The Essentials server has a zone named ${domain} and believes itself to know all of it: ${hidden}.`,
      `Remove the zone ${domain}, and create the zone ${hostOf(examined, 'exchange')} instead.`,
      '/network/split-dns',
    ),
  ])
}

/** Asks whom the server asks: only the Essentials server knows the domain. */
async function dnsClient(examined: Examined, { name, properties }: Stored<Server>): Promise<Step> {
  const { description, network } = examined
  const own = properties.role === 'essentials' && properties.dnsServer === '127.0.0.1'
  const server = own ? properties.address : properties.dnsServer
  const host = canonicalName(`${description.essentials.name}.${description.localDomain}`)
  const asked: Asked = {
    id: `dns-client/${name}`,
    title: `${name} finds the domain`,
    asked: `A ${host}, of ${server}, the DNS server of ${name}`,
  }
  const answer = await network.lookup(host, 'A', 'inside', server)
  const answered = printAnswer(answer)
  const right = server === description.essentials.address
  if (addressesIn(answer).length > 0 && right) return pass(asked, answered)
  if (right)
    return fail(asked, answered, [
      cause(
        'dns-service-stopped',
        `${description.essentials.name} does not answer ${name}.`,
        'Start the service DNS Server.',
        '/devices',
      ),
    ])
  return fail(asked, answered, [
    cause(
      'dns-client',
      `${name} asks ${server} for names${server === routerAddress(examined) ? ', the router,' : ''} and not ${description.essentials.address}: it does not find ${description.localDomain}, and split DNS does not reach it.`,
      `Let the network adapter of ${name} ask ${description.essentials.address} alone.`,
      '/network/router',
    ),
  ])
}

/** By custom the first address of the network. */
function routerAddress({ description }: Examined): string {
  return description.essentials.address.replace(/\.\d+$/, '.1')
}

function judgeAddress(examined: Examined, { router }: Own, { name, properties }: Stored<Server>): Step {
  const { address, addressing } = properties
  const asked: Asked = {
    id: `address/${name}`,
    title: `${name} keeps its address`,
    asked: `The address of ${name} and the router’s DHCP range`,
  }
  const answered = `${address}, ${addressing === 'dhcp' ? 'from DHCP' : addressing}`
  const page = '/network/router'
  const described = Object.values([examined.description.essentials, examined.description.exchange]).find(
    (one) => one.name.toLowerCase() === name.toLowerCase(),
  )
  const reserved = router?.reservations.some(
    (one) => one.address === address && one.computer.toLowerCase() === name.toLowerCase(),
  )
  if (described && described.address !== address)
    return fail(asked, answered, [
      cause(
        'address-changed',
        `${name} has the address ${address}; the forwards and names lead to ${described.address}.`,
        `Give ${name} the address ${described.address}.`,
        page,
      ),
    ])
  if (addressing === 'dhcp' && !reserved)
    return fail(asked, answered, [
      cause(
        'dhcp-address',
        `${name} has its address from DHCP: the router may give it another one, and every forward would lead astray.`,
        'Reserve the address on the router, or set it on the server.',
        page,
      ),
    ])
  if (router && !reserved && inRange(address, router.dhcpRange))
    return fail(asked, answered, [
      cause(
        'dhcp-address',
        `${address} lies in the range ${printIpRange(router.dhcpRange)} that the router gives to whoever asks: sooner or later another computer gets it, too.`,
        'Reserve the address on the router, or choose one outside the range.',
        page,
      ),
    ])
  return pass(asked, answered)
}

async function connections(examined: Examined): Promise<Step> {
  const { address, name } = examined.description.exchange
  const host = hostOf(examined, 'exchange')
  const steps = await Promise.all(
    [443, 25].map(async (port) => (await connectTo(examined, { host, port, from: 'inside' }, address)).step),
  )
  return together(
    { id: 'connections', title: `${name} answers inside`, asked: `Connect to ${address}, from inside` },
    steps,
  )
}

/** Only told: with split DNS nobody needs it. */
async function hairpin(examined: Examined): Promise<Step> {
  const address = addressOf(examined, 'exchange', 'internet')
  const asked: Asked = {
    id: 'hairpin',
    title: 'The router leads connections to its own public address back inside (not needed with split DNS)',
    asked: `Connect to ${address}, port 443, from inside`,
  }
  const met = await examined.network.connect(address, 443, 'inside', hostOf(examined, 'exchange'))
  return met.kind === 'answered'
    ? pass(asked, 'Connected')
    : skipped(asked, 'It does not, as most routers. Inside, names have to lead to inside addresses.')
}

export const insideNames: Analysis = {
  id: 'inside',
  name: 'Inside',
  title: 'Inside the office',
  lead: 'What computers in the office find: the domain’s DNS server, split DNS, the names of the Internet, and servers that keep their addresses.',
  from: ['inside'],
  needs: ['dns', 'connect', 'inside'],
  signsIn: false,
  async *run(examined) {
    const { own } = examined
    yield await dnsServer(examined)
    yield await splitZone(examined)
    yield await wideZone(examined)
    for (const one of own?.servers ?? []) yield await dnsClient(examined, one)
    for (const one of own?.servers ?? []) if (own) yield judgeAddress(examined, own, one)
    yield await connections(examined)
    yield await hairpin(examined)
  },
}
