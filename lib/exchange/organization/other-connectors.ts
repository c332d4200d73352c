import { int32, parsed, type Result, refuse } from '@/lib/shell'
import type { WithMore } from '../cmdlets/more-properties'
import type { Quota, Site } from '../store'
import { costKind } from '../topology/ad-site'
import { parseAddressSpace } from './address-space'
import { define, settingsOf } from './definition'
import { booleanKind, listOf, plain, quotaKind, textKind } from './kind'
import { checkSources } from './send-connector'

interface OutboundConnector extends WithMore {
  /** `FAX:*;1` */
  readonly addressSpaces: readonly string[]
  readonly sourceTransportServers: readonly string[]
  readonly enabled: boolean
  readonly isScopedConnector: boolean
  readonly maxMessageSize: Quota
  readonly comment: string
}

/** Hands mail to another system as files in a drop directory. */
export interface ForeignConnector extends OutboundConnector {
  readonly dropDirectory: string
  readonly dropDirectoryQuota: Quota
  readonly relayDsnRequired: boolean
}

/** Hands mail to a delivery agent that speaks another protocol. */
export interface DeliveryAgentConnector extends OutboundConnector {
  readonly deliveryProtocol: string
  readonly maxConcurrentConnections: number
  readonly maxMessagesPerConnection: number
}

/** Leads to Exchange 2003, which has routing groups (Exchange 2010). */
export interface RoutingGroupConnector extends WithMore {
  readonly sourceTransportServers: readonly string[]
  readonly targetTransportServers: readonly string[]
  readonly cost: number
  readonly maxMessageSize: Quota
  readonly publicFolderReferralsEnabled: boolean
}

const spaces = listOf(parsed('AddressSpace', parseAddressSpace))
const outbound = settingsOf<OutboundConnector>()

const common = {
  AddressSpaces: outbound('addressSpaces', spaces),
  SourceTransportServers: outbound('sourceTransportServers', listOf(textKind)),
  Enabled: outbound('enabled', booleanKind),
  IsScopedConnector: outbound('isScopedConnector', booleanKind),
  MaxMessageSize: outbound('maxMessageSize', quotaKind),
  Comment: outbound('comment', textKind),
}

async function checkOutbound(properties: OutboundConnector, site: Site): Promise<Result<void>> {
  return properties.addressSpaces.length === 0
    ? refuse('InvalidArgument', 'AddressSpaceMissing', 'The connector needs an address space.', {
        target: 'AddressSpaces',
      })
    : checkSources(properties.sourceTransportServers, site)
}

const foreign = settingsOf<ForeignConnector>()

export const foreignConnector = define<ForeignConnector>('ForeignConnector', 'Foreign connector', {
  columns: ['Identity', 'AddressSpaces', 'Enabled'],
  settings: {
    ...common,
    DropDirectory: foreign('dropDirectory', textKind),
    DropDirectoryQuota: foreign('dropDirectoryQuota', quotaKind),
    RelayDsnRequired: foreign('relayDsnRequired', booleanKind),
  },
  check: ({ properties }, site) => checkOutbound(properties, site),
})

const agent = settingsOf<DeliveryAgentConnector>()

export const deliveryAgentConnector = define<DeliveryAgentConnector>(
  'DeliveryAgentConnector',
  'Delivery Agent connector',
  {
    columns: ['Identity', 'AddressSpaces', 'DeliveryProtocol', 'Enabled'],
    settings: {
      ...common,
      DeliveryProtocol: agent('deliveryProtocol', textKind),
      MaxConcurrentConnections: agent('maxConcurrentConnections', plain(int32)),
      MaxMessagesPerConnection: agent('maxMessagesPerConnection', plain(int32)),
    },
    check: ({ properties }, site) => checkOutbound(properties, site),
  },
)

const group = settingsOf<RoutingGroupConnector>()

/** The one routing group that Exchange 2007 and later are in. */
export const routingGroup =
  'Exchange Administrative Group (FYDIBOHF23SPDLT)\\Exchange Routing Group (DWBGZMFD01QNBJR)'

export const routingGroupConnector = define<RoutingGroupConnector>(
  'RoutingGroupConnector',
  'Routing Group connector',
  {
    columns: ['Identity', 'SourceTransportServers', 'TargetTransportServers'],
    settings: {
      SourceTransportServers: group('sourceTransportServers', listOf(textKind)),
      TargetTransportServers: group('targetTransportServers', listOf(textKind)),
      Cost: group('cost', costKind),
      MaxMessageSize: group('maxMessageSize', quotaKind),
      PublicFolderReferralsEnabled: group('publicFolderReferralsEnabled', booleanKind),
    },
    show: ({ name }) => ({ Name: name, SourceRoutingGroup: routingGroup }),
    alsoKnownAs: ({ name }) => [`${routingGroup}\\${name}`],
    check: async ({ properties }, site) => checkSources(properties.sourceTransportServers, site),
  },
)
