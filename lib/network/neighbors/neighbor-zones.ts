import { publicAddressOf } from '../expected-records'
import type { World } from '../world'
import { emptyZone, nameServersOfProvider, type Zone, type ZoneRecord } from '../zone'
import { type KnownNeighbor, knownNeighbors } from './known-neighbors'

type Line = readonly [name: string, type: ZoneRecord['type'], data: string]

/** Those that have a zone beside this table. */
const elsewhere: readonly string[] = ['fabrikam.com', 'adatum.com', 'isp.example', 'old.example']

function linesOf({ mx, domain, hosts }: KnownNeighbor, siteAddress: string): readonly Line[] {
  if (mx === 'null') return [['@', 'MX', '0 .']]
  if (mx === 'site')
    return [
      ['@', 'MX', `10 mail.${domain}.`],
      ['mail', 'A', siteAddress],
    ]
  return [
    ...hosts.flatMap(({ name, address, preference }): readonly Line[] => [
      ['@', 'MX', `${preference} ${name}.`],
      [name.slice(0, -domain.length - 1), 'A', address],
    ]),
    ['@', 'TXT', 'v=spf1 mx -all'],
  ]
}

/** The zones of the neighbors that are in DNS. One of them leads to the site, once that has an address. */
export function neighborZones({ description }: Pick<World, 'description'>): readonly Zone[] {
  const siteAddress = description ? publicAddressOf(description, 'exchange') : ''
  return knownNeighbors
    .filter(({ domain, mx }) => mx !== 'no domain' && !elsewhere.includes(domain))
    .filter(({ mx }) => mx !== 'site' || siteAddress !== '')
    .map((one) => {
      const records = linesOf(one, siteAddress).map(
        ([name, type, data], at): ZoneRecord => ({ id: String(at + 1), name, type, ttl: 3600, data }),
      )
      return emptyZone('internet', one.domain, nameServersOfProvider, { records })
    })
}
