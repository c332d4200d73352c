export * from './store'

// The store stands before the rest: other rooms name their nouns with it, and this room asks them in turn.

export { exchangeCmdlets } from './cmdlets'
export { cmdletOn } from './cmdlets/cmdlet-on'
export { exchangeCmdlet, only } from './cmdlets/exchange-cmdlet'
export { isGoverned } from './cmdlets/governed'
export { emailAddresses } from './cmdlets/mailbox/email-addresses'
export { type MailboxUser, requireMailbox } from './cmdlets/mailbox/require-mailbox'
export { permissionsOn } from './cmdlets/recipients/ad-permission'
export { findRecipient } from './cmdlets/recipients/find-recipient'
export * from './directory/address'
export * from './directory/address-template'
export * from './directory/alias'
export { type Predicate, parsePredicate } from './directory/opath'
export * from './directory/policy-addresses'
export * from './directory/quota'
export {
  type Contact,
  contact,
  type DistributionGroup,
  type DynamicDistributionGroup,
  distributionGroup,
  dynamicDistributionGroup,
  type Recipient,
} from './directory/recipient'
export * from './organization/accepted-domain'
export { parseAddressSpace } from './organization/address-space'
export * from './organization/client-access-server'
export { newReceiveConnector } from './organization/default-receive-connectors'
export * from './organization/definition'
export { type EdgeSubscription, edgeSubscription } from './organization/edge-subscription'
export * from './organization/email-address-policy'
export * from './organization/exchange-certificate'
export * from './organization/exchange-organization'
export { parseBinding, parseRemoteRange, rangesInWords } from './organization/ip-binding'
export { parseObjectName } from './organization/kind'
export {
  type DeliveryAgentConnector,
  deliveryAgentConnector,
  type ForeignConnector,
  foreignConnector,
} from './organization/other-connectors'
export * from './organization/outlook-anywhere'
export { runningGroups, transportStarted } from './organization/pending-permission-groups'
export * from './organization/receive-connector'
export { type ReceiveUsage, usualReceive } from './organization/receive-connector-usage'
export * from './organization/send-connector'
export * from './organization/virtual-directory'
export { type AllowedCmdlets, allowedBy, allowedCmdlets } from './rbac/allowed-cmdlets'
export { lackingRole } from './rbac/lacking-role'
export * from './topology/ad-site'
export * from './topology/ad-subnet'
export * from './topology/directory-discovery'
export * from './topology/exchange-server'
export * from './topology/exchange-version'
export * from './topology/mailbox-database'
export type { Obstacle } from './topology/obstacle'
export * from './topology/prerequisites'
export * from './topology/readiness'
export { firstDatabase } from './topology/role-objects'
export * from './topology/setup-words'
export * from './topology/site-membership'
export * from './topology/site-roles'
export { topologyEvents } from './topology/topology-event'
export { needsUpgrade } from './topology/upgrade'
export * from './transport/categorize'
export * from './transport/codes'
export * from './transport/deliver'
export { exportedMessage } from './transport/exported-message'
export * from './transport/mail'
export * from './transport/mail-flow'
export type { MailStore, SiteEvent } from './transport/mail-store'
export * from './transport/mailbox'
export * from './transport/message-tracking'
export type { OutsideMessage, OutsideMessages } from './transport/outside-message'
export {
  canBeResubmitted,
  canBeSuspended,
  type MessageStatus,
  type MessagesWanted,
  type Queue,
  type QueuedMessage,
  type QueuePlace,
  type QueueStatus,
  type Queues,
} from './transport/queue'
export type { Comparison } from './transport/queue-filter'
export * from './transport/queueing'
export * from './transport/receive'
export * from './transport/report'
export * from './transport/route'
export { findScenario, type Played, type Scenario, scenarioOf, scenarios } from './transport/scenarios'
export { systemMessage } from './transport/system-message'
export { seconds as spanSeconds } from './transport/time-span'
export * from './transport/track'
export { transportServer } from './transport/transport-server'
export { hasTransport, transportServers } from './transport/transport-servers'
