import { randomUUID } from 'node:crypto'
import { decodeWords, headerValue, mailDate, readHeader } from '@/lib/exchange'
import { composeText, type NeighborHost } from '@/lib/network'
import type { OutsideMail } from '../../intake'
import type { Errand } from './errands'

/** What no program answers, so that two programs do not go on for ever (RFC 3834 §2). */
function isAnswered(sender: string, header: ReturnType<typeof readHeader>): boolean {
  const automatic = headerValue(header, 'Auto-Submitted')
  const precedence = headerValue(header, 'Precedence') ?? ''
  const suppressed = headerValue(header, 'X-Auto-Response-Suppress') ?? ''
  return (
    sender !== '' &&
    !/^(owner-|mailer-daemon@|postmaster@|no-?reply@)|-request@/i.test(sender) &&
    (automatic === null || /^no\b/i.test(automatic)) &&
    !/bulk|list|junk/i.test(precedence) &&
    !/\b(all|oof|autoreply)\b/i.test(suppressed) &&
    headerValue(header, 'List-Id') === null
  )
}

/** `hanna.moos` as a person is called. */
function nameOf(local: string): string {
  return local
    .split('.')
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join(' ')
}

/** The answer of a mailbox whose owner is away, under the null reverse-path (RFC 3834 §3); null: it answers nothing. */
export function automaticReply(
  host: NeighborHost,
  { sender, content }: OutsideMail,
  recipient: string,
  at: Date,
): Errand | null {
  const header = readHeader(content)
  if (!isAnswered(sender, header)) return null
  const subject = decodeWords(headerValue(header, 'Subject') ?? '').slice(0, 200)
  const id = headerValue(header, 'Message-ID')
  const about = id !== null && /^<[\x21-\x7e]{1,500}>$/.test(id) ? id : null
  const reply = composeText({
    from: `${nameOf(recipient.split('@')[0] ?? '')} <${recipient}>`,
    to: [sender],
    subject: `Automatic reply: ${subject}`,
    text: 'Thank you for your message. I am away from the office this week, and I will answer when I am back.\n',
    date: mailDate(at),
    messageId: `${randomUUID()}@${host.name}`,
    more: {
      'Auto-Submitted': 'auto-replied',
      'X-Auto-Response-Suppress': 'All',
      ...(about && { 'In-Reply-To': about, References: about }),
    },
  })
  return { host, sender: '', recipient: sender, content: reply }
}
