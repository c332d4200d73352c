import { type CredentialValue, int32, ok, parsed, type Result, refuse } from '@/lib/shell'
import { isDomainName } from '../directory/address'
import { quoted } from '../directory/quoted'
import type { Quota, Site } from '../store'
import { exchangeServer } from '../topology/exchange-server'
import { type ExchangeVersion, since } from '../topology/exchange-version'
import { parseAddressSpace } from './address-space'
import { define, settingsOf } from './definition'
import {
  booleanKind,
  credentialKind,
  fqdn,
  listOf,
  oneOf,
  optional,
  plain,
  quotaKind,
  textKind,
  timeSpanKind,
} from './kind'

export interface SendConnector {
  readonly enabled: boolean
  /** `SMTP:*;1` */
  readonly addressSpaces: readonly string[]
  /** By MX records; otherwise to the smart hosts. */
  readonly dnsRoutingEnabled: boolean
  /** Host names, or addresses in brackets: `[10.10.10.100]`. */
  readonly smartHosts: readonly string[]
  readonly smartHostAuthMechanism:
    | 'None'
    | 'BasicAuth'
    | 'BasicAuthRequireTLS'
    | 'ExchangeServer'
    | 'ExternalAuthoritative'
  /** What the smart host is told with BasicAuth; its password is sealed. */
  readonly authenticationCredential?: CredentialValue | null
  readonly useExternalDNSServersEnabled: boolean
  readonly isScopedConnector: boolean
  readonly sourceTransportServers: readonly string[]
  /** What it says in HELO; null for the server's own name. */
  readonly fqdn: string | null
  readonly port: number
  readonly maxMessageSize: Quota
  readonly requireTLS: boolean
  readonly protocolLoggingLevel: 'None' | 'Verbose'
  readonly connectionInactivityTimeOut: string
  readonly frontendProxyEnabled: boolean
  readonly comment: string
}

/** As logs name what sends to other servers of the organization; no object of the configuration. */
export const intraOrganizationConnector = 'Intra-Organization SMTP Send Connector'

/** A host name, or an IP address, which gets its brackets. */
export function parseSmartHost(text: string): Result<string> {
  const host = text.trim().toLowerCase()
  const address = /^\[?((?:\d{1,3}\.){3}\d{1,3})\]?$/.exec(host)?.[1]
  if (address?.split('.').every((part) => Number(part) < 256)) return ok(`[${address}]`)
  return isDomainName(host) && !/^[\d.]+$/.test(host)
    ? ok(host)
    : refuse('InvalidArgument', 'InvalidSmartHost', `The smart host ${quoted(text)} isn't valid.`, {
        target: 'SmartHosts',
        recommendedAction: 'Use a host name such as smtp.example.net, or an IP address.',
      })
}

const set = settingsOf<SendConnector>()

export const sendConnector = define<SendConnector>('SendConnector', 'Send connector', {
  columns: ['Identity', 'AddressSpaces', 'Enabled'],
  secrets: ['authenticationCredential'],
  settings: {
    AddressSpaces: set('addressSpaces', listOf(parsed('AddressSpace', parseAddressSpace))),
    Enabled: set('enabled', booleanKind),
    DNSRoutingEnabled: set('dnsRoutingEnabled', booleanKind),
    SmartHosts: set('smartHosts', listOf(parsed('SmartHost', parseSmartHost))),
    SmartHostAuthMechanism: set(
      'smartHostAuthMechanism',
      oneOf(
        'AuthMechanisms',
        'None',
        'BasicAuth',
        'BasicAuthRequireTLS',
        'ExchangeServer',
        'ExternalAuthoritative',
      ),
    ),
    AuthenticationCredential: set('authenticationCredential', credentialKind),
    UseExternalDNSServersEnabled: set('useExternalDNSServersEnabled', booleanKind),
    IsScopedConnector: set('isScopedConnector', booleanKind),
    SourceTransportServers: set('sourceTransportServers', listOf(textKind)),
    Fqdn: set('fqdn', optional(plain(fqdn))),
    Port: set('port', plain(int32)),
    MaxMessageSize: set('maxMessageSize', quotaKind),
    RequireTLS: set('requireTLS', booleanKind),
    ProtocolLoggingLevel: set('protocolLoggingLevel', oneOf('ProtocolLoggingLevel', 'None', 'Verbose')),
    ConnectionInactivityTimeOut: set('connectionInactivityTimeOut', timeSpanKind),
    FrontendProxyEnabled: set('frontendProxyEnabled', booleanKind, since('2013')),
    Comment: set('comment', textKind),
  },
  check: async ({ properties }, site) => {
    const first = [checkRoute(properties), checkCredential(properties)].find((one) => !one.ok)
    return first ?? checkSources(properties.sourceTransportServers, site)
  },
})

/** What New-SendConnector leaves as it is. The size limit follows facts of each version: 10 MB, then 35 MB. */
export function newSendConnector(
  version: ExchangeVersion,
): Omit<SendConnector, 'addressSpaces' | 'sourceTransportServers'> {
  return {
    enabled: true,
    dnsRoutingEnabled: true,
    smartHosts: [],
    smartHostAuthMechanism: 'None',
    useExternalDNSServersEnabled: false,
    isScopedConnector: false,
    fqdn: null,
    port: 25,
    maxMessageSize: (version === '2010' ? 10 : 35) * 1024 ** 2,
    requireTLS: false,
    protocolLoggingLevel: 'None',
    connectionInactivityTimeOut: '00:10:00',
    frontendProxyEnabled: false,
    comment: '',
  }
}

/** Mail leaves by MX records or by smart hosts, never by both and never by neither. */
function checkRoute({ dnsRoutingEnabled, smartHosts, addressSpaces }: SendConnector): Result<void> {
  if (addressSpaces.length === 0)
    return refuse('InvalidArgument', 'AddressSpaceMissing', 'A Send connector needs an address space.', {
      target: 'AddressSpaces',
    })
  if (dnsRoutingEnabled && smartHosts.length > 0)
    return refuse(
      'InvalidArgument',
      'SmartHostsWithDnsRouting',
      'The SmartHosts parameter can be used only when the DNSRoutingEnabled parameter is set to $false.',
      { target: 'DNSRoutingEnabled' },
    )
  return dnsRoutingEnabled || smartHosts.length > 0
    ? ok(undefined)
    : refuse(
        'InvalidArgument',
        'SmartHostMissing',
        'You must specify a smart host when the DNSRoutingEnabled parameter is set to $false.',
        { target: 'SmartHosts' },
      )
}

/** Documentation of SmartHostAuthMechanism: BasicAuth and BasicAuthRequireTLS need AuthenticationCredential. */
function checkCredential({ smartHostAuthMechanism, authenticationCredential }: SendConnector): Result<void> {
  return authenticationCredential || !smartHostAuthMechanism.startsWith('BasicAuth')
    ? ok(undefined)
    : refuse(
        'InvalidArgument',
        'AuthenticationCredentialNotSet',
        'You must specify the AuthenticationCredential parameter when the SmartHostAuthMechanism parameter is set to BasicAuth or BasicAuthRequireTLS.',
        {
          target: 'AuthenticationCredential',
          recommendedAction: 'Give the user name and the password of the smart host.',
        },
      )
}

export async function checkSources(sources: readonly string[], { store }: Site): Promise<Result<void>> {
  const names = (await store.list(exchangeServer))
    .filter(({ properties }) => properties.roles.length > 0)
    .map(({ name }) => name.toLowerCase())
  const unknown = sources.find((source) => !names.includes(source.split('.')[0]?.toLowerCase() ?? ''))
  if (sources.length > 0 && unknown === undefined) return ok(undefined)
  return refuse(
    'ObjectNotFound',
    'SourceServerNotFound',
    unknown === undefined
      ? 'The connector needs a source server.'
      : `The server ${quoted(unknown)} isn't an Exchange server that can send mail.`,
    { target: 'SourceTransportServers' },
  )
}
