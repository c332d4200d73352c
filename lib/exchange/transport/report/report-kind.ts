/** What a sender is told (RFC 3464 §2.3.3); the word is the Action field's own. */
export type ReportKind = 'failed' | 'delayed' | 'delivered' | 'relayed' | 'expanded'

interface Wording {
  /** Before the subject of the message that it is about. */
  readonly subject: string
  readonly heading: string
}

/** As Exchange has them: mail programs know a report by the beginning of its subject. */
export const wordings: Readonly<Record<ReportKind, Wording>> = {
  failed: {
    subject: 'Undeliverable',
    heading: 'Delivery has failed to these recipients or groups:',
  },
  delayed: {
    subject: 'Delivery delayed',
    heading: 'Delivery is delayed to these recipients or groups:',
  },
  delivered: {
    subject: 'Delivered',
    heading: 'Your message has been delivered to the following recipients:',
  },
  relayed: {
    subject: 'Relayed',
    heading:
      'Your message was handed to the mail server of these recipients, which does not report deliveries:',
  },
  expanded: {
    subject: 'Expanded',
    heading: 'Your message was sent on to the members of these groups:',
  },
}
