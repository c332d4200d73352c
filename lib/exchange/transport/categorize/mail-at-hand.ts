import type {
  FailedRecipient,
  MailItem,
  MailRecipient,
  SmtpReply,
  TrackingDetails,
  TrackingEventId,
  TrackingSource,
} from '../mail'
import type { Destination } from '../route'
import type { DirectoryEntry } from './directory'
import type { Edit } from './rules/edits'

/** What of a message the categorizer looks at. */
export type MailToCategorize = Pick<MailItem, 'sender' | 'subject' | 'size' | 'origin'> & {
  readonly recipients: readonly MailRecipient[]
  /** It comes from a queue behind the categorizer: rules and journal have had it. */
  readonly again?: boolean
}

/** Who sent it, as far as the directory knows and may believe it. */
export interface Sender {
  readonly address: string
  readonly entry: DirectoryEntry | null
  /** Signed in, or of the organization: no stranger. */
  readonly trusted: boolean
}

/** A recipient whose way is clear but for the route. */
export interface Resolved {
  readonly recipient: MailRecipient
  readonly destination: Destination
}

/** An event of the tracking log, but for what is the message's. */
export type Happened = {
  readonly eventId: TrackingEventId
  readonly source: TrackingSource
  readonly recipients: readonly string[]
} & Partial<
  Pick<TrackingDetails, 'recipientStatus' | 'relatedRecipient' | 'sourceContext' | 'customData' | 'reference'>
>

/** What became of a message before it is routed. */
export interface Categorized {
  readonly resolved: readonly Resolved[]
  readonly failed: readonly FailedRecipient[]
  /** Groups whose expansion the sender wants to be told of. */
  readonly expanded: readonly FailedRecipient[]
  readonly happened: readonly Happened[]
  /** What transport rules change in the message. */
  readonly edits: readonly Edit[]
  /** The mailboxes that a journal report goes to. */
  readonly journal: readonly string[]
}

/** The same while it grows. */
export interface MailAtHand {
  readonly mail: MailToCategorize
  readonly sender: Sender
  readonly resolved: Resolved[]
  readonly failed: FailedRecipient[]
  readonly expanded: FailedRecipient[]
  readonly happened: Happened[]
  readonly edits: Edit[]
  readonly journal: string[]
  /** Mailboxes by their guid, other recipients by their address: each gets the message once. */
  readonly reached: Set<string>
  /** Groups that were expanded, by their ids. */
  readonly opened: Set<string>
}

export function atHand(mail: MailToCategorize, sender: Sender): MailAtHand {
  const lists = { resolved: [], failed: [], expanded: [], happened: [], edits: [], journal: [] }
  return { mail, sender, ...lists, reached: new Set(), opened: new Set() }
}

/** A recipient on its way through the categorizer. */
export interface Asked {
  readonly recipient: MailRecipient
  /** Known already: a member of a group, the target of a forward. */
  readonly id?: string
  /** The ids of the groups, forwards and contacts that it came by. */
  readonly path: readonly string[]
  readonly by: 'sender' | 'group' | 'forward' | 'contact' | 'agent'
  /** By a ForwardingSmtpAddress, which users set for themselves: AutoForwardEnabled asks for it. */
  readonly forwarded?: true
}

export function fail(
  { failed }: Pick<MailAtHand, 'failed'>,
  recipient: MailRecipient,
  reply: SmtpReply,
): void {
  failed.push({ recipient, reply, remote: null })
}
