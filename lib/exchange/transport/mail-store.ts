import type { Result } from '@/lib/shell'
import type { SubmittedMail } from './mail'
import type { Mailboxes } from './mailbox/composed-mail'
import type { TrackingLog } from './message-tracking'
import type { OutsideMessages } from './outside-message'
import type { Queues } from './queue'

/** One line of the Application log of a server. */
export interface SiteEvent {
  readonly at: Date
  readonly server: string
  /** `MSExchangeTransport`. */
  readonly source: string
  readonly category: string
  readonly eventId: number
  readonly level: 'Information' | 'Warning' | 'Error'
  readonly message: string
}

/** All that commands ask of the transport. What they change is kept with their own transaction. */
export interface MailStore {
  readonly queues: Queues
  readonly tracking: TrackingLog
  /** What other organizations' servers took. */
  readonly outside: OutsideMessages
  /** Puts a message into the submission queue of its server, as the store driver does. */
  submit(mail: SubmittedMail): Promise<Result<{ readonly messageId: string }>>
  readonly mailboxes: Mailboxes
  readonly events: {
    write(event: SiteEvent): Promise<void>
    /** The newest first; of several words any of them. */
    list(query: {
      readonly sources?: readonly string[]
      readonly eventIds?: readonly number[]
      readonly levels?: readonly SiteEvent['level'][]
      readonly server?: string
      readonly limit: number
    }): Promise<readonly SiteEvent[]>
  }
}
