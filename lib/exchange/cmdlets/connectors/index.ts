import { boolean, ok } from '@/lib/shell'
import {
  type DeliveryAgentConnector,
  deliveryAgentConnector,
  type ForeignConnector,
  foreignConnector,
  routingGroupConnector,
} from '../../organization/other-connectors'
import type { Site } from '../../store'
import { serversWith } from '../implied-noun'
import { plainCmdlets } from '../plain-noun'
import { adSiteCmdlets } from './ad-site'

const mailServers = serversWith('Mailbox', 'HubTransport')

async function outbound(site: Site) {
  return {
    addressSpaces: [],
    sourceTransportServers: await mailServers(site),
    enabled: true,
    isScopedConnector: false,
    maxMessageSize: null,
    comment: '',
  }
}

const foreign = plainCmdlets<ForeignConnector>(foreignConnector, {
  synopses: {
    get: 'Lists the connectors that hand mail to other systems as files.',
    new: 'Makes a connector that hands mail to another system as files.',
    set: 'Changes a Foreign connector.',
    remove: 'Removes a Foreign connector.',
  },
  initial: async (_, site) =>
    ok({
      ...(await outbound(site)),
      dropDirectory: 'Drop',
      dropDirectoryQuota: null,
      relayDsnRequired: false,
    }),
})

const deliveryAgent = plainCmdlets<DeliveryAgentConnector>(deliveryAgentConnector, {
  synopses: {
    get: 'Lists the connectors that hand mail to a delivery agent.',
    new: 'Makes a connector that hands mail to a delivery agent.',
    set: 'Changes a Delivery Agent connector.',
    remove: 'Removes a Delivery Agent connector.',
  },
  initial: async (_, site) =>
    ok({
      ...(await outbound(site)),
      deliveryProtocol: '',
      maxConcurrentConnections: 5,
      maxMessagesPerConnection: 20,
    }),
})

const routingGroups = plainCmdlets(routingGroupConnector, {
  synopses: {
    get: 'Lists the connectors to Exchange 2003.',
    new: 'Makes a connector to the routing group of an Exchange 2003 server.',
    set: 'Changes a Routing Group connector.',
    remove: 'Removes a Routing Group connector.',
  },
  extraNew: { BiDirectional: boolean },
  initial: async () =>
    ok({
      sourceTransportServers: [],
      targetTransportServers: [],
      cost: 1,
      maxMessageSize: null,
      publicFolderReferralsEnabled: true,
    }),
})

/** Connectors to what is not SMTP, and the sites that mail is routed by. */
export const connectorCmdlets = [...foreign, ...deliveryAgent, ...routingGroups, ...adSiteCmdlets]
