import { exchangeServer, type Site, type Stored } from '@/lib/exchange'
import { ok, type Result, refuse } from '@/lib/shell'
import { essentialsServer, memberServer } from './find-server'
import { newEssentialsServer, newMemberServer } from './new-servers'
import { type Server, type SiteDescription, server } from './site'

/** Writes only what differs, so that nothing is reported as changed that is not. */
async function updateServer(
  site: Site,
  stored: Stored<Server>,
  wanted: Partial<Server>,
  name: string,
): Promise<Result<void>> {
  const keys = Object.keys(wanted) as (keyof Server)[]
  if (name === stored.name && keys.every((key) => wanted[key] === stored.properties[key]))
    return ok(undefined)
  const updated = await site.store.update(server, stored, wanted, name)
  return updated.ok ? ok(undefined) : updated
}

/** The Essentials server as it is described now; those who ask it for names follow it to another address. */
export async function changeEssentials(
  site: Site,
  before: SiteDescription,
  after: SiteDescription,
): Promise<Result<void>> {
  const servers = await site.store.list(server)
  const stored = essentialsServer(servers)
  if (!stored) return ok(undefined)
  const { name, version, address } = after.essentials
  const updated = await updateServer(
    site,
    stored,
    {
      windows: version,
      ...(version === before.essentials.version
        ? {}
        : { description: newEssentialsServer(after).description }),
      ...(address === before.essentials.address ? {} : { address, dnsServer: address }),
    },
    name,
  )
  if (!updated.ok) return updated
  if (address === before.essentials.address) return ok(undefined)
  for (const one of servers) {
    if (one.id === stored.id || one.properties.dnsServer !== before.essentials.address) continue
    const pointed = await site.store.update(server, one, { dnsServer: address })
    if (!pointed.ok) return pointed
  }
  return ok(undefined)
}

/** The second server as it is described now; `joined` says whether it is in the domain, if that was told. */
export async function changeMember(
  site: Site,
  before: SiteDescription,
  after: SiteDescription,
  joined: boolean | undefined,
): Promise<Result<void>> {
  const stored = memberServer(await site.store.list(server))
  if (!stored) return ok(undefined)
  const { name, windows, address } = after.exchange
  const isExchange = await site.store.find(exchangeServer, stored.name)
  if (isExchange && name.toLowerCase() !== stored.name.toLowerCase())
    return refuse(
      'InvalidOperation',
      'ExchangeServerCannotBeRenamed',
      `${stored.name} has Exchange on it: a server cannot be renamed after that.`,
      { target: 'ExchangeServer' },
    )
  return updateServer(
    site,
    stored,
    {
      windows,
      ...(windows === before.exchange.windows
        ? {}
        : { description: newMemberServer(after, true).description }),
      ...(address === before.exchange.address ? {} : { address }),
      ...(joined === undefined ? {} : { joined }),
      ...(joined ? { dnsServer: after.essentials.address } : {}),
    },
    name,
  )
}
