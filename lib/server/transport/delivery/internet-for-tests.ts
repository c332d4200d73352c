import type { NextHop } from '@/lib/exchange'
import { done } from '@/lib/exchange/contoso-for-tests'
import { command } from '@/lib/shell'
import type { TestSite } from '../../test-site'

/** What goes to fabrikam.com, by the connector that `addInternetConnector` makes. */
export const fabrikamHop: NextHop = {
  kind: 'Delivery',
  deliveryType: 'DnsConnectorDelivery',
  nextHopDomain: 'fabrikam.com',
  nextHopCategory: 'External',
  connector: 'Internet',
}

/** What the Internet's DNS has of it. */
export const fabrikamRecords: Readonly<Record<string, readonly string[]>> = {
  'fabrikam.com MX': ['10 mail.fabrikam.com.'],
  'mail.fabrikam.com A': ['198.51.100.25'],
}

/** Contoso has its domain, and sends by DNS. */
export async function addInternetConnector(place: TestSite): Promise<void> {
  await done(place.run(command('New-AcceptedDomain', { Name: 'contoso.com', DomainName: 'contoso.com' })))
  await done(
    place.run(
      command('New-SendConnector', {
        ...{ Name: 'Internet', AddressSpaces: ['*'], SourceTransportServers: ['EXCH01'] },
        ...{ Fqdn: 'mail.contoso.com', ProtocolLoggingLevel: 'Verbose' },
      }),
    ),
  )
}
