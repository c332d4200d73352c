/** DeliveryType of a queue, by Exchange's names; those of 2010 alone are MapiDelivery and SmtpRelayToRemoteAdSite. */
export type DeliveryType =
  | 'Undefined'
  | 'MapiDelivery'
  | 'SmtpDeliveryToMailbox'
  | 'DnsConnectorDelivery'
  | 'SmartHostConnectorDelivery'
  | 'NonSmtpGatewayDelivery'
  | 'DeliveryAgent'
  | 'SmtpRelayToRemoteActiveDirectorySite'
  | 'SmtpRelayToRemoteAdSite'
  | 'SmtpRelayWithinAdSite'
  | 'SmtpRelayWithinAdSiteToEdge'
  | 'SmtpRelayToMailboxDeliveryGroup'
  | 'SmtpRelayToDag'
  | 'SmtpRelayToServers'
  | 'SmtpRelayToConnectorSourceServers'
  | 'ShadowRedundancy'
  | 'Unreachable'

export type QueueKind = 'Submission' | 'Delivery' | 'Unreachable' | 'Poison' | 'Shadow'

/** Where a message goes next, which names the queue that it waits in. */
export interface NextHop {
  readonly kind: QueueKind
  readonly deliveryType: DeliveryType
  /** A domain, a database, a site, `[10.10.10.100],[10.10.10.101]`, `Submission`, `Unreachable Domain`. */
  readonly nextHopDomain: string
  readonly nextHopCategory: 'Internal' | 'External'
  /** The send connector's name; empty where none is used. */
  readonly connector: string
}

export const submissionHop: NextHop = {
  kind: 'Submission',
  deliveryType: 'Undefined',
  nextHopDomain: 'Submission',
  nextHopCategory: 'Internal',
  connector: '',
}

export const unreachableHop: NextHop = {
  kind: 'Unreachable',
  deliveryType: 'Unreachable',
  nextHopDomain: 'Unreachable Domain',
  nextHopCategory: 'External',
  connector: '',
}

export const poisonHop: NextHop = {
  kind: 'Poison',
  deliveryType: 'Undefined',
  nextHopDomain: 'Poison Message',
  nextHopCategory: 'Internal',
  connector: '',
}
