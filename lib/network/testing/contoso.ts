import { type Server, type SiteDescription, server, siteDescription } from '@/lib/essentials'
import type { Site } from '@/lib/exchange'
import { prepareNetwork } from '../prepare'

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
    exchange: {
      name: 'EXCH01',
      address: '192.168.0.3',
      windows: '2012 R2',
      internetName: 'mail.contoso.com',
    },
    dhcpRange: { from: '192.168.0.100', to: '192.168.0.200' },
    publicAddresses: ['203.0.113.25'],
    connections: 'one',
    autodiscover: 'srv',
    pop: false,
    imap: false,
    ...change,
  }
}

function running(...names: string[]): Server['services'] {
  return Object.fromEntries(names.map((name) => [name, { displayName: name, state: 'Running' as const }]))
}

export const essentialsServer: Server = {
  role: 'essentials',
  description: '',
  windows: '2012 R2',
  address: '192.168.0.2',
  addressing: 'static',
  dnsServer: '192.168.0.2',
  joined: true,
  features: [],
  services: running('DNS', 'TSGateway', 'W3SVC'),
  restartPending: false,
}

/** The second server with Exchange 2013 on it; POP3 and IMAP are stopped, as Setup leaves them. */
export const exchangeServer: Server = {
  ...essentialsServer,
  role: 'member',
  address: '192.168.0.3',
  services: {
    ...running('MSExchangeFrontEndTransport', 'MSExchangeTransport', 'W3SVC'),
    MSExchangePOP3: { displayName: 'Microsoft Exchange POP3', state: 'Stopped' },
    MSExchangeIMAP4: { displayName: 'Microsoft Exchange IMAP4', state: 'Stopped' },
  },
}

/** Lays out a described site with both servers, and a network in which nothing has been set up yet. */
export async function layOut(site: Site, description: SiteDescription = contoso()): Promise<void> {
  await site.store.insert(siteDescription, 'Site', description)
  await site.store.insert(server, description.essentials.name, essentialsServer)
  await site.store.insert(server, description.exchange.name, exchangeServer)
  await prepareNetwork(site, description)
}
