import { arrFolder } from '@/lib/checklists'
import type { SiteDescription } from '@/lib/essentials'
import type { Site } from '@/lib/exchange'
import { liveSite, liveSiteName, providerZone, readWorld } from '@/lib/network'
import type { ProxyFacts } from '@/lib/wizards/configure-proxy'
import type { LiveFacts } from '@/lib/wizards/confirm-live'
import type { RecordFacts } from '@/lib/wizards/provider-record'
import type { ForwardFacts } from '@/lib/wizards/router-forward'
import type { RouterSettingsFacts } from '@/lib/wizards/router-settings'
import { db } from '../db'

/** @param subject the id of a line of the router's table; empty for a new one */
export async function forwardFacts(
  site: Site,
  { publicAddresses }: SiteDescription,
  subject: string,
): Promise<ForwardFacts> {
  const { router, servers } = await readWorld(site)
  return {
    forward: router?.forwards.find(({ id }) => id === subject) ?? null,
    publicAddresses,
    servers: servers.map(({ name, properties }) => ({ name, address: properties.address })),
  }
}

/** @param subject a record's id; or, for a new one, what a checklist proposes: `new:mail:A:203.0.113.25` */
export async function recordFacts(
  site: Site,
  { internetDomain }: SiteDescription,
  subject: string,
): Promise<RecordFacts> {
  const zone = providerZone(await readWorld(site), internetDomain)
  const record = zone?.records.find(({ id }) => id === subject) ?? null
  const [kind, name, type, ...data] = subject.split(':')
  return {
    domain: internetDomain,
    record,
    proposed: kind === 'new' && name && type ? { name, type, data: data.join(':') } : null,
  }
}

export async function proxyFacts(description: SiteDescription): Promise<ProxyFacts> {
  const pfx = await db.driveFile.findFirst({
    where: { pathKey: { endsWith: '.pfx' } },
    orderBy: { createdAt: 'desc' },
    select: { path: true },
  })
  const { exchange, internetDomain, autodiscover } = description
  return {
    description,
    folder: arrFolder(description),
    hostNames:
      autodiscover === 'a'
        ? [exchange.internetName, `autodiscover.${internetDomain}`]
        : [exchange.internetName],
    path: pfx?.path ?? '',
  }
}

export async function liveFacts(site: Site, description: SiteDescription): Promise<LiveFacts> {
  const kept = (await site.store.find(liveSite, liveSiteName))?.properties
  return {
    names: kept?.names ?? [description.internetDomain],
    addresses: kept?.addresses ?? description.publicAddresses,
    resolver: kept?.resolver ?? '9.9.9.9',
    confirmed: kept !== undefined,
  }
}

/** Null before there is a router. */
export async function routerSettingsFacts(
  site: Site,
  { publicAddresses }: SiteDescription,
): Promise<RouterSettingsFacts | null> {
  const { router } = await readWorld(site)
  if (!router) return null
  const { wanAddress, dhcpRange, hairpin, blockedPorts } = router
  const publicAddress = publicAddresses[0] ?? wanAddress
  return { publicAddress, wanAddress, dhcpFrom: dhcpRange.from, dhcpTo: dhcpRange.to, hairpin, blockedPorts }
}
