import { server as computer } from '@/lib/essentials'
import {
  exchangeServer,
  inBraces,
  lookupError,
  mailExchangers,
  type NextHop,
  noSuchDomain,
  relayTargets,
  type SmtpReply,
} from '@/lib/exchange'
import { isLiveSmartHost, liveSmartHost, liveSmartHostName } from '@/lib/network'
import { knownRouting } from '../categorizer/known-routing'
import type { Transport } from '../worker'
import type { DueQueue } from './due-queues'
import { edgeServers, noEdgeServer } from './edge-servers'
import type { SendPlan } from './send-plan'

/** Somebody to connect to. */
export interface Endpoint {
  readonly host: string
  readonly address: string
  /** It is the real smart host that an administrator has confirmed. */
  readonly outside?: true
}

export type NextEndpoints =
  /** In the order in which they are tried. */
  | { readonly kind: 'found'; readonly endpoints: readonly Endpoint[] }
  /** Nothing will ever be delivered there. */
  | { readonly kind: 'failed'; readonly reply: SmtpReply }
  /** Now nobody knows: LastError of the queue. */
  | { readonly kind: 'unknown'; readonly lastError: string }

/** As many addresses are tried at one time. */
const mostEndpoints = 20

/** Where the messages of a queue go: by MX records, to smart hosts, to servers of the organization. */
export async function nextEndpoints(
  transport: Transport,
  queue: DueQueue,
  plan: SendPlan,
): Promise<NextEndpoints> {
  switch (queue.deliveryType) {
    case 'DnsConnectorDelivery':
      return byExchangers(transport, queue.nextHopDomain, plan)
    case 'SmartHostConnectorDelivery':
      return toSmartHosts(transport, queue.nextHopDomain, plan)
    case 'SmtpRelayWithinAdSiteToEdge':
      return toEdgeServers(transport, queue, plan)
    default:
      return toServers(transport, queue)
  }
}

async function byExchangers(transport: Transport, domain: string, plan: SendPlan): Promise<NextEndpoints> {
  const literal = /^\[([\d.]+)\]$/.exec(domain)?.[1]
  if (literal !== undefined) return found([{ host: domain, address: literal }])
  const own = await ownNames(transport, plan)
  const answer = await transport.post.lookup(domain, 'MX')
  const exchangers = mailExchangers(answer, (host) => own.has(host))
  switch (exchangers.kind) {
    case 'failed':
      return exchangers
    case 'unknown':
      return unknown(transport, domain, plan)
    case 'implicit':
      return withAddresses(transport, [domain], domain, plan)
    case 'hosts':
      return withAddresses(transport, exchangers.hosts, domain, plan)
  }
}

async function ownNames(transport: Transport, plan: SendPlan): Promise<ReadonlySet<string>> {
  const servers = await transport.site().store.list(exchangeServer)
  return new Set(
    [plan.ehloName, ...servers.map(({ properties }) => properties.fqdn)].map((one) => one.toLowerCase()),
  )
}

/** Load is shared among smart hosts. One that nobody knows now is mended at the connector: its mail waits for that. */
async function toSmartHosts(transport: Transport, list: string, plan: SendPlan): Promise<NextEndpoints> {
  const confirmed = await transport.site().store.find(liveSmartHost, liveSmartHostName)
  const outside = list.split(',').find((host) => isLiveSmartHost(confirmed?.properties, host))
  const leaving = outside === undefined ? [] : await outsideEndpoints(transport, outside)
  const others = shuffled(list.split(',').filter((host) => host !== outside))
  const next = await withAddresses(transport, others, list, plan)
  if (next.kind === 'found') return found([...('kind' in leaving ? [] : leaving), ...next.endpoints])
  if (!('kind' in leaving)) return leaving.length > 0 ? found(leaving) : unknown(transport, list, plan)
  const lastError = inBraces(plan.version, `451 4.4.0 ${leaving.reason}`, transport.now(), { FQDN: list })
  return { kind: 'unknown', lastError }
}

/** Of the real smart host that is confirmed; or why it has none now. */
async function outsideEndpoints(transport: Transport, host: string) {
  const addresses = await transport.wayOut.addresses(host)
  if (!('kind' in addresses)) return addresses.map((address): Endpoint => ({ host, address, outside: true }))
  return { kind: 'unknown', reason: 'reason' in addresses ? addresses.reason : 'It does not answer' } as const
}

async function withAddresses(
  transport: Transport,
  hosts: readonly string[],
  domain: string,
  plan: SendPlan,
): Promise<NextEndpoints> {
  const all = await Promise.all(hosts.slice(0, mostEndpoints).map((host) => addressesOf(transport, host)))
  const endpoints = all.flatMap(({ addresses }) => addresses)
  if (endpoints.length > 0) return found(endpoints)
  return all.every(({ certain }) => certain)
    ? { kind: 'failed', reply: noSuchDomain }
    : unknown(transport, domain, plan)
}

async function addressesOf(transport: Transport, host: string) {
  const literal = /^\[([\d.]+)\]$/.exec(host)?.[1]
  if (literal !== undefined) return { certain: true, addresses: [{ host, address: literal }] }
  const { status, records } = await transport.post.lookup(host, 'A')
  return {
    certain: status === 'NOERROR' || status === 'NXDOMAIN',
    addresses: shuffled(records.filter(({ type }) => type === 'A')).map(({ data }) => ({
      host,
      address: data,
    })),
  }
}

/** Load is shared among Edge Transport servers, too. What DNS does not know now it may know later. */
async function toEdgeServers(transport: Transport, queue: DueQueue, plan: SendPlan): Promise<NextEndpoints> {
  const site = transport.site()
  const table = (await knownRouting(site)).servers.get(queue.server)?.table
  const hosts = table ? await edgeServers(site, queue.connector, table.site) : []
  const next = await withAddresses(transport, shuffled(hosts), queue.nextHopDomain, plan)
  if (next.kind === 'found') return next
  const where: Readonly<Record<string, string>> = hosts.length > 0 ? { FQDN: hosts.join(',') } : {}
  return { kind: 'unknown', lastError: inBraces(plan.version, noEdgeServer(hosts), transport.now(), where) }
}

/** Servers of the organization, those of the sites on the way back last. */
async function toServers(transport: Transport, queue: DueQueue): Promise<NextEndpoints> {
  const site = transport.site()
  const table = (await knownRouting(site)).servers.get(queue.server)?.table
  const hop: NextHop = { ...queue, kind: 'Delivery' }
  const computers = await site.store.list(computer)
  const groups = table ? relayTargets(table, hop) : []
  const endpoints = groups.flatMap((group) =>
    shuffled(group).flatMap(({ name, fqdn }) => {
      const at = computers.find((one) => one.name.toLowerCase() === name.toLowerCase())?.properties.address
      return at === undefined ? [] : [{ host: fqdn, address: at }]
    }),
  )
  return endpoints.length > 0
    ? found(endpoints)
    : { kind: 'unknown', lastError: '451 4.4.0 There is no server to relay to' }
}

const found = (endpoints: readonly Endpoint[]): NextEndpoints => ({
  kind: 'found',
  endpoints: endpoints.slice(0, mostEndpoints),
})

function unknown(transport: Transport, domain: string, { version }: SendPlan): NextEndpoints {
  return { kind: 'unknown', lastError: lookupError(version, domain, transport.now()) }
}

function shuffled<T>(list: readonly T[]): readonly T[] {
  return list
    .map((value) => ({ value, place: Math.random() }))
    .toSorted((one, other) => one.place - other.place)
    .map(({ value }) => value)
}
