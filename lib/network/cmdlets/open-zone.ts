import type { Site, Stored } from '@/lib/exchange'
import { ok, type Result, refuse } from '@/lib/shell'
import { readWorld, serverOf } from '../world'
import { type Zone, type ZoneRecord, zone, zoneName } from '../zone'

/** The DNS server's own name, as its messages tell it. */
export async function dnsServerName(site: Site): Promise<string> {
  return serverOf(await readWorld(site), 'essentials')?.name ?? 'localhost'
}

/** A zone of the DNS server inside, or Windows' own words and number for a missing one (DNS_ERROR_ZONE_DOES_NOT_EXIST). */
export async function openInsideZone(
  site: Site,
  domain: string,
  target: 'Name' | 'ZoneName',
): Promise<Result<Stored<Zone>>> {
  const found = await site.store.find(zone, zoneName('inside', domain))
  if (found) return ok(found)
  return refuse(
    'ObjectNotFound',
    'WIN32 9601',
    `The zone ${domain} was not found on server ${await dnsServerName(site)}.`,
    { target, recommendedAction: 'Get-DnsServerZone lists the zones that are there.' },
  )
}

/** The zone that the domain name provider keeps for the site. */
export async function openProviderZone(site: Site, domain: string): Promise<Result<Stored<Zone>>> {
  const found = await site.store.find(zone, zoneName('internet', domain))
  if (found) return ok(found)
  return refuse(
    'ObjectNotFound',
    'DomainNotRegistered',
    `${domain} is not registered with your domain name provider.`,
    {
      target: 'Zone',
      recommendedAction: 'Take the Internet domain name that the site is described with.',
    },
  )
}

/** Why a record cannot stand beside those that are there; null when it can. */
export function clash(
  records: readonly ZoneRecord[],
  { name, type, data }: Pick<ZoneRecord, 'name' | 'type' | 'data'>,
): { readonly errorId: 'RecordExists' | 'AliasBesideRecords'; readonly message: string } | null {
  const there = records.filter((record) => record.name === name)
  if (there.some((record) => record.type === type && record.data.toLowerCase() === data.toLowerCase()))
    return { errorId: 'RecordExists', message: `The record ${name} ${type} ${data} is there already.` }
  const alias = there.length > 0 && (type === 'CNAME' || there.some((record) => record.type === 'CNAME'))
  return alias || (type === 'CNAME' && name === '@')
    ? {
        errorId: 'AliasBesideRecords',
        message: `An alias (CNAME) is alone at its name (RFC 1034 §3.6.2): ${name} cannot have one and other records too.`,
      }
    : null
}
