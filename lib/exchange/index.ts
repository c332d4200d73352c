export * from './store'

// The store stands before the rest: other rooms name their nouns with it, and this room asks them in turn.

export { exchangeCmdlets } from './cmdlets'
export { cmdletOn } from './cmdlets/cmdlet-on'
export { exchangeCmdlet, only } from './cmdlets/exchange-cmdlet'
export { isGoverned } from './cmdlets/governed'
export { emailAddresses } from './cmdlets/mailbox/email-addresses'
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
export * from './organization/client-access-server'
export * from './organization/definition'
export * from './organization/email-address-policy'
export * from './organization/exchange-certificate'
export * from './organization/exchange-organization'
export * from './organization/outlook-anywhere'
export * from './organization/receive-connector'
export * from './organization/send-connector'
export * from './organization/virtual-directory'
export { type AllowedCmdlets, allowedBy, allowedCmdlets } from './rbac/allowed-cmdlets'
export { lackingRole } from './rbac/lacking-role'
export * from './topology/ad-site'
export * from './topology/exchange-server'
export * from './topology/exchange-version'
export { firstDatabase } from './topology/installation'
export * from './topology/mailbox-database'
export type { Obstacle } from './topology/obstacle'
export * from './topology/prerequisites'
export * from './topology/readiness'
export * from './topology/setup-words'
export { needsUpgrade } from './topology/upgrade'
export * from './transport/categorize'
export * from './transport/mail'
export type { MailStore, SiteEvent } from './transport/mail-store'
export type { TrackingEvent, TrackingLog, TrackingQuery } from './transport/message-tracking'
export type { MessageStatus, Queue, QueuedMessage, QueueStatus, Queues } from './transport/queue'
export * from './transport/receive'
export * from './transport/route'
export { seconds as spanSeconds } from './transport/time-span'
export { type TrackedMail, trackedEvent } from './transport/track/tracked-event'
export { hasTransport, transportServers } from './transport/transport-servers'
