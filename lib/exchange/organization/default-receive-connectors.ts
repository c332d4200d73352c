import type { More } from '../store'
import { everyIpv4, everyIpv6 } from './ip-binding'
import type { ReceiveConnector } from './receive-connector'

/** Other servers send there, for everybody at once. */
const recipientsOfServers = { MaxRecipientsPerMessage: 5000 }

type Made = Pick<ReceiveConnector, 'bindings' | 'authMechanism' | 'permissionGroups' | 'transportRole'> & {
  readonly name: string
  readonly verbose?: boolean
  /** Limits that are not those of a new connector. */
  readonly more?: More
}

const userAuth = ['Tls', 'Integrated', 'BasicAuth', 'BasicAuthRequireTLS'] as const
const serverAuth = [...userAuth, 'ExchangeServer'] as const
const at = (port: number) => [`0.0.0.0:${port}`, `[::]:${port}`]

const of2010: readonly Made[] = [
  {
    name: 'Default',
    bindings: at(25),
    authMechanism: serverAuth,
    permissionGroups: ['ExchangeUsers', 'ExchangeServers', 'ExchangeLegacyServers'],
    transportRole: 'HubTransport',
    more: recipientsOfServers,
  },
  {
    name: 'Client',
    bindings: at(587),
    authMechanism: userAuth,
    permissionGroups: ['ExchangeUsers'],
    transportRole: 'HubTransport',
  },
]

const since2013: readonly Made[] = [
  {
    name: 'Default',
    bindings: at(2525),
    authMechanism: serverAuth,
    permissionGroups: ['ExchangeUsers', 'ExchangeServers', 'ExchangeLegacyServers'],
    transportRole: 'HubTransport',
    more: {
      ...recipientsOfServers,
      MaxInboundConnectionPerSource: 'Unlimited',
      MaxInboundConnectionPercentagePerSource: 100,
    },
  },
  {
    name: 'Client Proxy',
    bindings: at(465),
    authMechanism: serverAuth,
    permissionGroups: ['ExchangeUsers', 'ExchangeServers'],
    transportRole: 'HubTransport',
  },
  {
    name: 'Default Frontend',
    bindings: at(25),
    authMechanism: serverAuth,
    permissionGroups: ['AnonymousUsers', 'ExchangeServers', 'ExchangeLegacyServers'],
    transportRole: 'FrontendTransport',
    verbose: true,
  },
  {
    name: 'Outbound Proxy Frontend',
    bindings: at(717),
    authMechanism: serverAuth,
    permissionGroups: ['ExchangeServers'],
    transportRole: 'FrontendTransport',
    verbose: true,
  },
  {
    name: 'Client Frontend',
    bindings: at(587),
    authMechanism: userAuth,
    permissionGroups: ['ExchangeUsers'],
    transportRole: 'FrontendTransport',
  },
]

/** The connectors that Setup makes, by name; from 2013 on the Internet may come in by the Default Frontend. */
export function defaultReceiveConnectors(
  server: string,
  fqdn: string,
  is2010: boolean,
): readonly { readonly name: string; readonly properties: ReceiveConnector }[] {
  return (is2010 ? of2010 : since2013).map(({ name, verbose, ...made }) => ({
    name: `${server}\\${name} ${server}`,
    properties: {
      ...newReceiveConnector(server, fqdn, is2010),
      remoteIPRanges: [everyIpv6, everyIpv4],
      ...made,
      protocolLoggingLevel: verbose ? 'Verbose' : 'None',
    },
  }))
}

/** What New-ReceiveConnector leaves as it is: 10 MB a message on 2010, 36 MB from 2013 on. */
export function newReceiveConnector(
  server: string,
  fqdn: string,
  is2010: boolean,
): Omit<ReceiveConnector, 'bindings' | 'remoteIPRanges' | 'authMechanism' | 'permissionGroups'> {
  return {
    server,
    fqdn,
    enabled: true,
    transportRole: 'HubTransport',
    banner: null,
    maxMessageSize: (is2010 ? 10 : 36) * 1024 ** 2,
    protocolLoggingLevel: 'None',
    connectionTimeout: '00:10:00',
    requireTLS: false,
    comment: '',
  }
}
