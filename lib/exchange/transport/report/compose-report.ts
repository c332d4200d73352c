import { headerValue, readHeader } from '../receive'
import { deliveryStatus } from './delivery-status'
import { isAscii, oneLine } from './plain-words'
import type { ReportFacts } from './report-facts'
import { wordings } from './report-kind'
import { type ReturnedMail, returnedMail } from './returned-mail'
import { userHtml } from './user-html'
import { userSection } from './user-section'
import { userText } from './user-text'

/** A report before it is MIME: its fields as people read them, and its three parts (RFC 6522). */
export interface Report {
  readonly from: { readonly name: string; readonly address: string }
  readonly subject: string
  readonly inReplyTo: string
  /** Message-IDs, the oldest first. */
  readonly references: readonly string[]
  readonly text: string
  /** Null where Set-TransportConfig wants plain text. */
  readonly html: string | null
  readonly status: {
    readonly type: 'message/delivery-status' | 'message/global-delivery-status'
    readonly content: string
  }
  readonly returned: ReturnedMail
  /** Whether it needs SMTPUTF8 on its way (RFC 6533 §6). */
  readonly utf8: boolean
}

/** RFC 5322 §3.6.4; a thread of hundreds says no more than its ends. */
const mostReferences = 20

/**
 * Writes the report of what became of a message, in the shape of Exchange's: a section for people, one for programs
 * (RFC 3464), and what comes back of the message. Nothing in it can break out of its place.
 */
export function composeReport(facts: ReportFacts): Report {
  const { kind, mail, reporter, recipients } = facts
  const section = userSection(facts)
  const returned = returnedMail(facts)
  const addresses = [mail.sender, ...recipients.map(({ recipient }) => recipient.address)]
  const utf8 = mail.origin.smtputf8 && !(addresses.every(isAscii) && !returned.type.includes('global'))
  return {
    from: reporter.from,
    subject: oneLine(`${wordings[kind].subject}: ${mail.subject}`, 500),
    inReplyTo: mail.messageId,
    references: threadOf(facts),
    text: userText(section),
    html: reporter.sendsHtml ? userHtml(section) : null,
    status: {
      type: utf8 ? 'message/global-delivery-status' : 'message/delivery-status',
      content: deliveryStatus(facts, utf8),
    },
    returned,
    utf8,
  }
}

function threadOf({ mail }: ReportFacts): readonly string[] {
  const header = readHeader(mail.content)
  const earlier = headerValue(header, 'References') ?? headerValue(header, 'In-Reply-To') ?? ''
  const ids = earlier.slice(0, 20_000).match(/<[\x21-\x3b\x3d\x3f-\x7e]{1,500}>/g) ?? []
  return [...ids.slice(-mostReferences).filter((id) => id !== mail.messageId), mail.messageId]
}
