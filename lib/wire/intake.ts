import type { MailItem, SmtpReply, SubmittedMail } from '@/lib/exchange'
import type { Result } from '@/lib/shell'

/** Somebody who signed in to send mail. */
export interface SignedIn {
  /** The user's id, or the name of one of the site's own Exchange servers. */
  readonly id: string
  readonly kind: 'user' | 'server'
}

/** One SMTP session, as the protocol log keeps it: written when it has ended. */
export interface SessionLog {
  readonly kind: 'Receive' | 'Send' | 'Connectivity'
  readonly server: string
  readonly connector: string
  /** 16 hexadecimal digits. */
  readonly sessionId: string
  readonly localEndpoint: string
  readonly remoteEndpoint: string
  readonly startedAt: Date
  readonly lines: readonly SessionLine[]
}

export interface SessionLine {
  readonly at: Date
  /** `+` connect, `-` disconnect, `>` sent, `<` received, `*` information. */
  readonly event: '+' | '-' | '>' | '<' | '*'
  readonly data: string
  readonly context: string
}

/** What another organization's server took, for whoever wants to see that it arrived. */
export interface OutsideMail {
  readonly host: string
  readonly sender: string
  readonly recipients: readonly string[]
  readonly content: Uint8Array
}

/** Where the mail goes that comes in over the wire. None of these rejects. */
export interface Intake {
  /**
   * What a server says to MAIL FROM while it takes nothing (back pressure); null while it does.
   * @param isInside somebody who signed in, or a server that is trusted
   */
  refusal(server: string, isInside: boolean): Promise<SmtpReply | null>
  /**
   * Keeps a message and queues it. Resolves once it is committed, and not before: 250 means kept.
   * @param isInside as at MAIL FROM, so that what was taken there is not refused after DATA; absent, a stranger
   */
  accept(
    mail: SubmittedMail,
    isInside?: boolean,
  ): Promise<Result<Pick<MailItem, 'internalMessageId' | 'messageId'>>>
  /** A user's name and password, or a server's; null when they are wrong. */
  signIn(userName: string, password: string): Promise<SignedIn | null>
  /** Written soon, and lost when the process dies: a log, no mail. */
  log(session: SessionLog): void
  /** Kept once it resolves, as with `accept`. */
  keepOutside(mail: OutsideMail): Promise<Result<void>>
}
