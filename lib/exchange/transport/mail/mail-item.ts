/** How a message came into the transport, by the sources of the tracking log. */
export type MailSource =
  | 'SMTP'
  | 'STOREDRIVER'
  | 'PICKUP'
  | 'REPLAY'
  | 'DSN'
  | 'AGENT'
  | 'ROUTING'
  | 'REDUNDANCY'

/** Incoming: from somebody who is not of the organization. */
export type Directionality = 'Originating' | 'Incoming'

/** Mail that nobody wrote, by what wrote it; a remote domain may not take it (Set-RemoteDomain). */
export type AutomaticKind = 'NDR' | 'DR' | 'AutoReply' | 'AutoForward' | 'ExternalOof' | 'InternalOof'

/** What is known of a message beside its own text, from its envelope (RFC 5321, RFC 3461) and its session. */
export interface MailOrigin {
  readonly source: MailSource
  readonly directionality: Directionality
  /** `EXCH01\Default Frontend EXCH01`; empty where it did not come by SMTP. */
  readonly connector: string
  readonly sessionId: string
  /** Address of the client as the simulated world has it. */
  readonly clientIp: string
  /** What the client called itself: HELO, or the computer's name. */
  readonly clientName: string
  readonly serverIp: string
  /** The user's id who signed in, or a server's name; null for strangers. */
  readonly authenticatedAs: string | null
  /** RET (RFC 3461 §4.3): how much of the message a report brings back. */
  readonly ret: 'FULL' | 'HDRS' | null
  readonly envid: string | null
  readonly body: '7BIT' | '8BITMIME' | 'BINARYMIME'
  readonly smtputf8: boolean
  /** Of a report or another message that is about one: that one's Message-ID. */
  readonly about: string | null
  /** The codes of a report, `5.2.2`. */
  readonly status: readonly string[]
  /** Whether size limits were checked for somebody who may pass them (Bypass-Message-Size-Limit). */
  readonly bypassesLimits: boolean
  readonly automatic?: AutomaticKind
  /** Another server of the organization handed it on: rules, journal and forwards are done with. */
  readonly relayed?: true
}

/** Of a message that was made on the site and came by no SMTP session, with an envelope that asks for nothing. */
export const originInside: MailOrigin = {
  source: 'STOREDRIVER',
  directionality: 'Originating',
  connector: '',
  sessionId: '',
  clientIp: '',
  clientName: '',
  serverIp: '',
  authenticatedAs: null,
  ret: null,
  envid: null,
  body: '7BIT',
  smtputf8: false,
  about: null,
  status: [],
  bypassesLimits: false,
}

/** RFC 3461 §4.1. */
export type Notify = 'NEVER' | 'SUCCESS' | 'FAILURE' | 'DELAY'

/** One recipient of a message, as the envelope or an expansion named it. */
export interface MailRecipient {
  readonly address: string
  /** ORCPT (RFC 3461 §4.2), `rfc822;FrankM@contoso.com`: what the sender had written, kept when it is rewritten. */
  readonly orcpt: string | null
  /** Null: nothing was asked, so failures and delays are told. */
  readonly notify: readonly Notify[] | null
  /** The groups and forwards that it came by, the nearest last: told in reports, and how a loop is known. */
  readonly history: readonly string[]
  /** Set by the categorizer for a mailbox of the organization: its guid. */
  readonly mailbox?: string
  /** Set by the categorizer: delivered so, and no report is to be sent. Empty in reports. */
  readonly reportTo?: 'originator' | 'manager' | 'nobody'
}

/** A message as the transport took it. Its content, headers included, is bytes with CRLF, and never changes. */
export interface MailItem {
  readonly internalMessageId: bigint
  readonly networkMessageId: string
  /** With its angle brackets. */
  readonly messageId: string
  readonly server: string
  /** MAIL FROM; empty is the null reverse-path. */
  readonly sender: string
  readonly subject: string
  /** Bytes. */
  readonly size: number
  readonly origin: MailOrigin
  readonly receivedAt: Date
}

/** A message that is handed to the transport. */
export interface SubmittedMail {
  readonly server: string
  readonly sender: string
  readonly recipients: readonly MailRecipient[]
  readonly content: Uint8Array
  readonly origin: MailOrigin
}
