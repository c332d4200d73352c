import type { SiteDescription } from '@/lib/essentials'

/** The site that the tests of this room speak of. */
export function contoso(change: Partial<SiteDescription> = {}): SiteDescription {
  return {
    organization: 'Contoso',
    scenario: 'clean',
    internetDomain: 'contoso.com',
    localDomain: 'contoso.local',
    essentials: {
      name: 'ESSENTIALS',
      version: '2012 R2',
      address: '192.168.0.2',
      internetName: 'remote.contoso.com',
    },
    exchange: { name: 'EXCH01', address: '192.168.0.3', windows: '2012 R2', internetName: 'mail.contoso.com' },
    dhcpRange: { from: '192.168.0.100', to: '192.168.0.200' },
    publicAddresses: ['203.0.113.25'],
    connections: 'one',
    autodiscover: 'srv',
    pop: false,
    imap: false,
    ...change,
  }
}
