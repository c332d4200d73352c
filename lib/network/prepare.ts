import type { SiteDescription } from '@/lib/essentials'
import type { Site } from '@/lib/exchange'
import { canonicalName } from './names'
import { type Router, router, routerName } from './router'
import { emptyZone, nameServersOfProvider, type Zone, zone, zoneName } from './zone'

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

/** The router follows the description, except where the administrator set it to something else. */
async function prepareRouter(
  { store }: Site,
  { publicAddresses, dhcpRange }: SiteDescription,
): Promise<void> {
  const described: Router['described'] = {
    wanAddress: publicAddresses[0] ?? '',
    dhcpRange: { from: dhcpRange.from, to: dhcpRange.to },
  }
  const before = await store.find(router, routerName)
  if (!before) {
    await store.insert(router, routerName, {
      ...described,
      reservations: [],
      forwards: [],
      hairpin: false,
      blockedPorts: [],
      described,
    })
    return
  }
  const { wanAddress, dhcpRange: range, described: last } = before.properties
  if (same(described, last)) return
  await store.update(router, before, {
    ...(wanAddress === last.wanAddress && { wanAddress: described.wanAddress }),
    ...(same(range, last.dhcpRange) && { dhcpRange: described.dhcpRange }),
    described,
  })
}

async function ensureZone({ store }: Site, wanted: Zone): Promise<void> {
  const name = zoneName(wanted.view, wanted.domain)
  if (!(await store.find(zone, name))) await store.insert(zone, name, wanted)
}

/** A registered domain that is no longer the site's goes, unless somebody put records in it. */
async function dropEmptyDomains({ store }: Site, domain: string): Promise<void> {
  for (const one of await store.list(zone)) {
    const { view, domain: other, records } = one.properties
    if (view === 'internet' && other !== domain && records.length === 0) await store.remove(zone, one)
  }
}

/**
 * Makes what a described site has from the start: a router, the Active Directory domain's zone on the Essentials
 * server, and the registered Internet domain with no records yet. Run again after a change of the description,
 * it adds what is new and keeps what the administrator made.
 */
export async function prepareNetwork(site: Site, description: SiteDescription): Promise<void> {
  const internetDomain = canonicalName(description.internetDomain)
  const localDomain = canonicalName(description.localDomain)
  await prepareRouter(site, description)
  await ensureZone(
    site,
    emptyZone('inside', localDomain, [canonicalName(`${description.essentials.name}.${localDomain}`)], {
      replicationScope: 'Domain',
      dynamicUpdate: 'Secure',
    }),
  )
  await dropEmptyDomains(site, internetDomain)
  await ensureZone(site, emptyZone('internet', internetDomain, nameServersOfProvider))
}
