import { server as computer } from '@/lib/essentials'
import {
  type DeliveryType,
  type ExchangeVersion,
  intraOrganizationConnector,
  type More,
  type QueueTimers,
  queueTimers,
  readTransportSettings,
  type SendConnector,
  type Site,
  sendConnector,
} from '@/lib/exchange'
import { isLiveSmartHost, liveSmartHost, liveSmartHostName } from '@/lib/network'
import { serverAccount, serverPassword } from '../intake/server-password'
import type { DueQueue } from './due-queues'
import { leadsToEdge } from './edge-servers'

/** The ways out that speak SMTP. */
export const smtpTypes: readonly DeliveryType[] = [
  'DnsConnectorDelivery',
  'SmartHostConnectorDelivery',
  'SmtpRelayToRemoteActiveDirectorySite',
  'SmtpRelayToRemoteAdSite',
  'SmtpRelayWithinAdSite',
  'SmtpRelayWithinAdSiteToEdge',
  'SmtpRelayToMailboxDeliveryGroup',
  'SmtpRelayToDag',
  'SmtpRelayToServers',
  'SmtpRelayToConnectorSourceServers',
]

/** How a server sends what waits in one of its queues. */
export interface SendPlan {
  readonly version: ExchangeVersion
  /** As logs name it: the send connector, or the one that is there for servers of the organization. */
  readonly connector: string
  readonly ehloName: string
  /** The server's own address. */
  readonly from: string
  readonly port: number
  readonly requireTls: boolean
  readonly ignoreTls: boolean
  /** Whether it leads to another server of the organization. */
  readonly isInside: boolean
  /** Servers of the organization are told who it is, and smart hosts that want to know (BasicAuth); null elsewhere. */
  readonly account: { readonly user: string; readonly pass: string } | null
  /** LastError of its queue where there should be an account and is none that can be used. */
  readonly cannotSignIn: string | null
  /** SmtpMaxMessagesPerConnection. */
  readonly messagesPerConnection: number
  readonly maxConnections: number
  readonly maxPerDomain: number
  readonly protocolLog: boolean
  readonly connectivityLog: boolean
  readonly timers: QueueTimers
}

/** A real server is met politely. */
const mostOutside = 2

type Connector = SendConnector & { readonly more?: More }

/** @returns null where its connector is gone or disabled: routing is about to know */
export async function readSendPlan(site: Site, queue: DueQueue): Promise<SendPlan | null> {
  const [settings, machine, connector, live] = await Promise.all([
    readTransportSettings(site, queue.server),
    site.store.find(computer, queue.server),
    queue.connector === '' ? null : site.store.find(sendConnector, queue.connector),
    site.store.find(liveSmartHost, liveSmartHostName),
  ])
  const leaves = connector?.properties.smartHosts.some((host) => isLiveSmartHost(live?.properties, host))
  if (queue.connector !== '' && !connector?.properties.enabled) return null
  const { service, version, fqdn } = settings
  const most = (name: string, usual: number) =>
    service[name] === null ? usual : Number(service[name] ?? usual)
  const count = Number(service.IntraOrgConnectorSmtpMaxMessagesPerConnection ?? 20)
  const inside = () => inward(queue.server, fqdn, service.IntraOrgConnectorProtocolLoggingLevel, count)
  return {
    version,
    from: machine?.properties.address ?? '',
    ...(leadsToEdge(queue)
      ? edgeward(inside())
      : connector
        ? outward(site, connector.name, connector.properties, fqdn)
        : inside()),
    maxConnections: most('MaxOutboundConnections', 1000),
    maxPerDomain: Math.min(
      most('MaxPerDomainOutboundConnections', 40),
      leaves ? mostOutside : Number.MAX_SAFE_INTEGER,
    ),
    connectivityLog: service.ConnectivityLogEnabled !== false,
    timers: queueTimers(settings),
  }
}

type Way = Pick<
  SendPlan,
  | 'connector'
  | 'ehloName'
  | 'port'
  | 'requireTls'
  | 'ignoreTls'
  | 'isInside'
  | 'account'
  | 'cannotSignIn'
  | 'messagesPerConnection'
  | 'protocolLog'
>

function outward(site: Site, name: string, connector: Connector, fqdn: string): Way {
  const { more = {} } = connector
  const secureLogon = connector.smartHostAuthMechanism === 'BasicAuthRequireTLS'
  const perConnection = Number(more.SmtpMaxMessagesPerConnection ?? 20)
  return {
    connector: name,
    ehloName: connector.fqdn ?? fqdn,
    port: connector.port,
    requireTls: connector.requireTLS || more.DomainSecureEnabled === true || secureLogon,
    ignoreTls: more.IgnoreSTARTTLS === true && !connector.requireTLS && !secureLogon,
    isInside: false,
    ...accountOf(site, connector),
    messagesPerConnection: perConnection > 0 ? perConnection : Number.MAX_SAFE_INTEGER,
    protocolLog: connector.protocolLoggingLevel === 'Verbose',
  }
}

type SignIn = Pick<SendPlan, 'account' | 'cannotSignIn'>

/** The user name and password of a connector to a smart host; null where it signs in with none. */
function accountOf({ vault }: Site, connector: Connector): SignIn {
  const { authenticationCredential: kept, smartHosts, smartHostAuthMechanism } = connector
  if (smartHosts.length === 0 || !smartHostAuthMechanism.startsWith('BasicAuth'))
    return { account: null, cannotSignIn: null }
  if (!kept) return refusing('The send connector has no user name and password for its smart host')
  return signIn(kept.userName, () => vault.open(kept.password))
}

/** A password that cannot be read keeps its queue waiting, and says why. */
function signIn(user: string, password: () => string): SignIn {
  try {
    return { account: { user, pass: password() }, cannotSignIn: null }
  } catch (thrown) {
    const why = thrown instanceof Error ? thrown.message : String(thrown)
    return refusing(`The password for authentication cannot be read: ${why}`)
  }
}

const refusing = (why: string): SignIn => ({ account: null, cannotSignIn: `451 4.4.0 ${why}` })

function inward(server: string, fqdn: string, logging: unknown, perConnection: number): Way {
  return {
    connector: intraOrganizationConnector,
    ehloName: fqdn,
    port: 25,
    requireTls: false,
    ignoreTls: false,
    isInside: true,
    ...signIn(serverAccount(server), () => serverPassword(server)),
    messagesPerConnection: perConnection > 0 ? perConnection : Number.MAX_SAFE_INTEGER,
    protocolLog: logging === 'Verbose',
  }
}

/**
 * To an Edge Transport server, by the same connector. It knows nobody of the organization's servers: what would tell it
 * who they are stays inside.
 */
function edgeward(way: Way): Way {
  return { ...way, isInside: false, account: null, cannotSignIn: null }
}
