import { ok, parsed, type Result, refuse } from '@/lib/shell'
import type { Quota } from '../store'
import { since } from '../topology/exchange-version'
import { type Definition, define, settingsOf } from './definition'
import { parseBinding, parseRemoteRange } from './ip-binding'
import {
  booleanKind,
  flagsKind,
  fqdn,
  listOf,
  oneOf,
  optional,
  plain,
  sizeKind,
  textKind,
  timeSpanKind,
} from './kind'
import { checkConflicts } from './receive-connector-conflict'

export type AuthMechanism =
  | 'None'
  | 'Tls'
  | 'Integrated'
  | 'BasicAuth'
  | 'BasicAuthRequireTLS'
  | 'ExchangeServer'
  | 'ExternalAuthoritative'

export type PermissionGroup =
  | 'None'
  | 'AnonymousUsers'
  | 'ExchangeUsers'
  | 'ExchangeServers'
  | 'ExchangeLegacyServers'
  | 'Partners'
  | 'Custom'

/** Named `SERVER\Name`. */
export interface ReceiveConnector {
  readonly server: string
  readonly enabled: boolean
  readonly bindings: readonly string[]
  readonly remoteIPRanges: readonly string[]
  readonly authMechanism: readonly AuthMechanism[]
  readonly permissionGroups: readonly PermissionGroup[]
  /** The groups that the running service still goes by, until it is restarted; see pending-permission-groups.ts. */
  readonly runsWith?: readonly PermissionGroup[] | null
  readonly fqdn: string
  /** Which of the two transport services listens, from 2013 on; on 2010 there is only the hub. */
  readonly transportRole: 'HubTransport' | 'FrontendTransport'
  readonly banner: string | null
  readonly maxMessageSize: Quota
  readonly protocolLoggingLevel: 'None' | 'Verbose'
  readonly connectionTimeout: string
  readonly requireTLS: boolean
  readonly comment: string
}

const set = settingsOf<ReceiveConnector>()

const bannerKind = optional(
  plain(
    parsed(
      'String',
      (given): Result<string> =>
        /^220[ -][\x20-\x7e]{1,500}$/.test(given)
          ? ok(given)
          : refuse('InvalidArgument', 'InvalidBanner', 'The banner must start with 220 and be plain ASCII.', {
              target: 'Banner',
            }),
    ),
  ),
)

export const receiveConnector: Definition<ReceiveConnector> = define<ReceiveConnector>(
  'ReceiveConnector',
  'Receive connector',
  {
    columns: ['Identity', 'Bindings', 'Enabled'],
    settings: {
      Bindings: set('bindings', listOf(parsed('IPBinding', parseBinding))),
      RemoteIPRanges: set('remoteIPRanges', listOf(parsed('IPRange', parseRemoteRange))),
      Enabled: set('enabled', booleanKind),
      AuthMechanism: set(
        'authMechanism',
        flagsKind(
          'AuthMechanisms',
          'None',
          'Tls',
          'Integrated',
          'BasicAuth',
          'BasicAuthRequireTLS',
          'ExchangeServer',
          'ExternalAuthoritative',
        ),
      ),
      PermissionGroups: set(
        'permissionGroups',
        flagsKind(
          'PermissionGroups',
          'None',
          'AnonymousUsers',
          'ExchangeUsers',
          'ExchangeServers',
          'ExchangeLegacyServers',
          'Partners',
          'Custom',
        ),
      ),
      Fqdn: set('fqdn', plain(fqdn)),
      TransportRole: set(
        'transportRole',
        oneOf('ServerRole', 'HubTransport', 'FrontendTransport'),
        since('2013'),
      ),
      Banner: set('banner', bannerKind),
      MaxMessageSize: set('maxMessageSize', sizeKind),
      ProtocolLoggingLevel: set('protocolLoggingLevel', oneOf('ProtocolLoggingLevel', 'None', 'Verbose')),
      ConnectionTimeout: set('connectionTimeout', timeSpanKind),
      RequireTLS: set('requireTLS', booleanKind),
      Comment: set('comment', textKind),
    },
    // Set-ReceiveConnector.
    defaults: {
      AdvertiseClientSettings: false,
      BareLinefeedRejectionEnabled: false,
      BinaryMimeEnabled: true,
      ChunkingEnabled: true,
      ConnectionInactivityTimeout: '00:05:00',
      DefaultDomain: null,
      DeliveryStatusNotificationEnabled: true,
      DomainSecureEnabled: false,
      EightBitMimeEnabled: true,
      EnableAuthGSSAPI: false,
      EnhancedStatusCodesEnabled: true,
      ExtendedProtectionPolicy: 'None',
      LongAddressesEnabled: false,
      MaxAcknowledgementDelay: '00:00:30',
      MaxHopCount: 60,
      MaxInboundConnection: 5000,
      MaxInboundConnectionPerSource: 20,
      MaxInboundConnectionPercentagePerSource: 2,
      MaxLocalHopCount: 12,
      MaxLogonFailures: 3,
      MaxProtocolErrors: 5,
      MaxRecipientsPerMessage: 200,
      MessageRateLimit: 'Unlimited',
      MessageRateSource: 'IPAddress',
      OrarEnabled: false,
      PipeliningEnabled: true,
      RequireEHLODomain: false,
      SizeEnabled: 'Enabled',
      SuppressXAnonymousTls: false,
      TarpitInterval: '00:00:05',
      TlsCertificateName: null,
    },
    show: ({ properties }) => ({ Server: properties.server }),
    check: async (candidate, site) => {
      const whole = checkWhole(candidate.properties)
      return whole.ok ? checkConflicts(candidate, await site.store.list(receiveConnector)) : whole
    },
  },
)

function checkWhole({
  bindings,
  remoteIPRanges,
  authMechanism,
  permissionGroups,
}: ReceiveConnector): Result<void> {
  const missing = bindings.length === 0 ? 'Bindings' : remoteIPRanges.length === 0 ? 'RemoteIPRanges' : null
  if (missing)
    return refuse('InvalidArgument', 'ValueMissing', `The ${missing} parameter needs a value.`, {
      target: missing,
    })
  return authMechanism.includes('ExternalAuthoritative') && !permissionGroups.includes('ExchangeServers')
    ? refuse(
        'InvalidArgument',
        'ExternalAuthoritativeNeedsExchangeServers',
        'The ExternalAuthoritative authentication mechanism requires the ExchangeServers permission group.',
        { target: 'PermissionGroups' },
      )
    : ok(undefined)
}
