import type { RecordType } from './door'
import { knownNeighbors } from './neighbors/known-neighbors'
import { emptyZone, nameServersOfProvider, type Zone, type ZoneRecord } from './zone'

/** The rest of the simulated Internet. Its addresses are documentation addresses (RFC 5737). */
type Line = readonly [name: string, type: RecordType, data: string]

function foreign(domain: string, nameServers: readonly string[], lines: readonly Line[]): Zone {
  const records = lines.map(
    ([name, type, data], index): ZoneRecord => ({ id: String(index + 1), name, type, ttl: 3600, data }),
  )
  return emptyZone('internet', domain, nameServers, { records })
}

export const otherDomains: readonly Zone[] = [
  foreign('registrar.example', nameServersOfProvider, [
    ['@', 'A', '198.51.100.50'],
    ['www', 'A', '198.51.100.50'],
    ['ns1', 'A', '198.51.100.53'],
    ['ns2', 'A', '198.51.100.54'],
  ]),
  foreign(
    'isp.example',
    // Not the resolver: that would tell of its own zones what it keeps in its memory.
    ['ns.isp.example'],
    [
      ['dns', 'A', '198.51.100.1'],
      ['ns', 'A', '198.51.100.3'],
      ['@', 'MX', '10 mail.isp.example.'],
      ['mail', 'A', '198.51.100.2'],
    ],
  ),
  /** Where domains lead that somebody parked, or whose web site moved out: what a catch-all record points to. */
  foreign(
    'webhost.example',
    ['ns.webhost.example'],
    [
      ['ns', 'A', '198.51.100.80'],
      ['@', 'A', '198.51.100.81'],
      ['parking', 'A', '198.51.100.81'],
    ],
  ),
  /** A former mail provider, still named in SPF records. */
  foreign(
    'old.example',
    ['ns.old.example'],
    [
      ['ns', 'A', '198.51.100.90'],
      ['@', 'MX', '10 mx.old.example.'],
      ['mx', 'A', '198.51.100.91'],
      ['@', 'TXT', 'v=spf1 ip4:198.51.100.91 -all'],
    ],
  ),
  foreign('fabrikam.com', nameServersOfProvider, [
    ['@', 'A', '198.51.100.30'],
    ['@', 'MX', '10 mail.fabrikam.com.'],
    ['@', 'TXT', 'v=spf1 mx -all'],
    ['mail', 'A', '198.51.100.25'],
    ['www', 'CNAME', 'fabrikam.com.'],
  ]),
  /** Two that send mail for others: who includes both in an SPF record asks more than ten names (RFC 7208 §4.6.4). */
  foreign(
    'newsletter.example',
    ['ns.newsletter.example'],
    [
      ['ns', 'A', '198.51.100.100'],
      [
        '_spf',
        'TXT',
        `v=spf1 ${[1, 2, 3, 4].map((n) => `include:_spf${n}.newsletter.example`).join(' ')} ~all`,
      ],
      ['_spf1', 'TXT', 'v=spf1 ip4:198.51.100.101 ~all'],
      ['_spf2', 'TXT', 'v=spf1 ip4:198.51.100.102 ~all'],
      ['_spf3', 'TXT', 'v=spf1 ip4:198.51.100.103 ~all'],
      ['_spf4', 'TXT', 'v=spf1 ip4:198.51.100.104 ~all'],
    ],
  ),
  foreign(
    'invoices.example',
    ['ns.invoices.example'],
    [
      ['ns', 'A', '198.51.100.110'],
      [
        '_spf',
        'TXT',
        `v=spf1 ${[1, 2, 3, 4].map((n) => `include:_spf${n}.invoices.example`).join(' ')} ~all`,
      ],
      ['_spf1', 'TXT', 'v=spf1 ip4:198.51.100.111 ~all'],
      ['_spf2', 'TXT', 'v=spf1 ip4:198.51.100.112 ~all'],
      ['_spf3', 'TXT', 'v=spf1 ip4:198.51.100.113 ~all'],
      ['_spf4', 'TXT', 'v=spf1 ip4:198.51.100.114 ~all'],
    ],
  ),
  foreign('adatum.com', nameServersOfProvider, [
    ['@', 'MX', '10 mx1.adatum.com.'],
    ['@', 'MX', '20 mx2.adatum.com.'],
    ['@', 'TXT', 'v=spf1 mx ~all'],
    ['mx1', 'A', '198.51.100.35'],
    ['mx2', 'A', '198.51.100.36'],
  ]),
]

/** Web servers elsewhere, with the names in their certificates. */
const webHosts = [
  { address: '198.51.100.81', port: 443, server: 'parking.webhost.example', names: ['*.webhost.example'] },
  { address: '198.51.100.50', port: 443, server: 'www.registrar.example', names: ['www.registrar.example'] },
]

/** What listens elsewhere: a mail server of a neighbor, or a web server with the names in its certificate. */
export const otherHosts: readonly {
  readonly address: string
  readonly port: number
  readonly server: string
  readonly names?: readonly string[]
}[] = [
  ...knownNeighbors
    .filter(({ mx }) => mx === undefined)
    .flatMap(({ hosts }) => hosts.map(({ name, address }) => ({ address, port: 25, server: name }))),
  ...webHosts,
]
