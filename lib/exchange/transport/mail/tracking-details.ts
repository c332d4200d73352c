/** The fields of the tracking log that nothing is searched by. Names are those of the log's columns. */
export interface TrackingDetails {
  readonly clientIp: string
  readonly clientHostname: string
  readonly serverIp: string
  readonly serverHostname: string
  readonly sourceContext: string
  readonly connectorId: string
  readonly sender: string
  readonly returnPath: string
  readonly recipients: readonly string[]
  /** One each recipient: `250 2.1.5 RESOLVER.GRP.Expanded; distribution list expanded`. */
  readonly recipientStatus: readonly string[]
  readonly relatedRecipient: string
  readonly reference: string
  readonly messageInfo: string
  readonly directionality: string
  readonly originalClientIp: string
  readonly originalServerIp: string
  readonly customData: Readonly<Record<string, string>>
}

/** The events of the documentation that this transport writes. */
export type TrackingEventId =
  | 'AGENTINFO'
  | 'BADMAIL'
  | 'DEFER'
  | 'DELIVER'
  | 'DROP'
  | 'DSN'
  | 'DUPLICATEDELIVER'
  | 'DUPLICATEEXPAND'
  | 'EXPAND'
  | 'FAIL'
  | 'HADISCARD'
  | 'HARECEIVE'
  | 'HAREDIRECT'
  | 'HAREDIRECTFAIL'
  | 'LOAD'
  | 'NOTIFYMAPI'
  | 'POISONMESSAGE'
  | 'RECEIVE'
  | 'REDIRECT'
  | 'RESOLVE'
  | 'RESUBMIT'
  | 'SEND'
  | 'SUBMIT'
  | 'SUBMITDEFER'
  | 'SUBMITFAIL'
  | 'TRANSFER'

export type TrackingSource =
  | 'ADMIN'
  | 'AGENT'
  | 'BOOTLOADER'
  | 'DNS'
  | 'DSN'
  | 'GATEWAY'
  | 'MAILBOXRULE'
  | 'PICKUP'
  | 'POISONMESSAGE'
  | 'PUBLICFOLDER'
  | 'QUEUE'
  | 'REDUNDANCY'
  | 'RESOLVER'
  | 'ROUTING'
  | 'SMTP'
  | 'STOREDRIVER'

/** One line of the tracking log, before it is written. */
export interface TrackedEvent {
  readonly at: Date
  readonly server: string
  readonly eventId: TrackingEventId
  readonly source: TrackingSource
  readonly messageId: string
  readonly internalMessageId: bigint | null
  readonly networkMessageId: string | null
  readonly subject: string
  readonly totalBytes: number
  readonly details: TrackingDetails
}
