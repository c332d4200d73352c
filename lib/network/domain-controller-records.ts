import { firstAdSite, leastCostPaths, siteOfComputer } from '@/lib/exchange'
import { canonicalName } from './names'
import type { World } from './world'

/** A record under its full name, which Netlogon keeps in the domain's zone by dynamic update. */
export interface RegisteredRecord {
  readonly owner: string
  readonly type: 'A' | 'SRV'
  readonly ttl: number
  readonly data: string
}

/** Of all that Netlogon registers. */
const ttl = 600

/** Services that clients look for, in the whole domain and in their own site (MS-ADTS §6.3.2.3). */
const everywhereAndInSite = [
  ['_ldap._tcp', '', 389],
  ['_ldap._tcp', 'dc._msdcs', 389],
  ['_ldap._tcp', 'gc._msdcs', 3268],
  ['_kerberos._tcp', '', 88],
  ['_kerberos._tcp', 'dc._msdcs', 88],
  ['_gc._tcp', '', 3268],
] as const

/** Those that no site has a name of its own for. */
const everywhere = [
  ['_ldap._tcp', 'pdc._msdcs', 389],
  ['_kerberos._udp', '', 88],
  ['_kpasswd._tcp', '', 464],
  ['_kpasswd._udp', '', 464],
] as const

type Service = (typeof everywhereAndInSite)[number] | (typeof everywhere)[number]

/**
 * The records of the domain's only domain controller, which is its global catalog and PDC emulator, too. It answers for
 * its own site and, by automatic site coverage, for each that links lead to and that has no domain controller.
 */
export function domainControllerRecords(world: World): readonly RegisteredRecord[] {
  const { description, servers } = world
  const controller = servers.find(({ properties }) => properties.role === 'essentials')
  if (!description || !controller) return []
  const domain = canonicalName(description.localDomain)
  const host = `${controller.name.toLowerCase()}.${domain}.`
  const record = ([service, below, port]: Service, site?: string): RegisteredRecord => ({
    owner: canonicalName([service, site && `${site}._sites`, below, domain].filter((part) => part).join('.')),
    ...{ type: 'SRV', ttl, data: `0 100 ${port} ${host}` },
  })
  return [
    { owner: `gc._msdcs.${domain}`, type: 'A', ttl, data: controller.properties.address },
    ...[...everywhereAndInSite, ...everywhere].map((service) => record(service)),
    ...coveredSites(world, controller.properties.address).flatMap((site) =>
      everywhereAndInSite.map((service) => record(service, site)),
    ),
  ]
}

/** A site that no link leads to has nobody who answers for it. */
function coveredSites({ activeDirectory }: World, address: string): readonly string[] {
  if (!activeDirectory) return [firstAdSite]
  const { sites, siteLinks } = activeDirectory
  const links = siteLinks.map(({ name, properties }) => ({
    ...{ name, sites: properties.sites, cost: properties.adCost, maxMessageSize: null },
  }))
  const reached = leastCostPaths(siteOfComputer(address, activeDirectory), links)
  const names = new Set([firstAdSite, ...sites.map(({ name }) => name)])
  return [...names].filter((name) => reached.has(name))
}
