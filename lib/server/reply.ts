import type { ComposedMail, MailboxUser } from '@/lib/exchange'
import type { OpenMessage } from './queries/mailbox-view'
import type { ReadMessage, ReadPerson } from './transport/mailbox/read-message'

export type ComposeMode = 'new' | 'reply' | 'reply-all' | 'forward' | 'draft'

export function parseMode(text: string | undefined): ComposeMode {
  const modes: readonly ComposeMode[] = ['reply', 'reply-all', 'forward', 'draft']
  return modes.find((mode) => mode === text) ?? 'new'
}

/** What the form begins with. People are as they are typed: `Anna Berg <annab@contoso.com>; …`. */
export interface ComposeStart {
  readonly to: string
  readonly cc: string
  readonly bcc: string
  readonly subject: string
  readonly body: string
  /** Files of the message that it is made of, which can go along. */
  readonly files: readonly ComposedFile[]
}

export interface ComposedFile {
  readonly filename: string
  readonly bytes: number
}

export function filesOf(
  attachments: readonly { readonly filename: string; readonly content: Uint8Array }[],
): readonly ComposedFile[] {
  return attachments.map(({ filename, content }) => ({ filename, bytes: content.length }))
}

export const emptyStart: ComposeStart = { to: '', cc: '', bcc: '', subject: '', body: '', files: [] }

/** A reply, a forward or a draft, from the message that it is about. */
export function startOf(mode: ComposeMode, { message }: OpenMessage, { mailbox }: MailboxUser): ComposeStart {
  const own = new Set(mailbox.addresses.map(({ address }) => address.toLowerCase()))
  const others = (people: readonly ReadPerson[]) =>
    people.filter(({ address }) => !own.has(address.toLowerCase()))
  const sender = message.replyTo.length > 0 ? message.replyTo : message.from
  // An answer to what one has sent oneself goes to whom that went to.
  const isOwn = sender.length > 0 && others(sender).length === 0 && others(message.to).length > 0
  const answered = isOwn ? message.to : sender
  const files = filesOf(message.attachments)
  switch (mode) {
    case 'new':
      return emptyStart
    case 'reply':
      return { ...emptyStart, ...answer(message), to: typed(answered) }
    case 'reply-all':
      return {
        ...emptyStart,
        ...answer(message),
        to: typed([...answered, ...others(message.to)]),
        cc: typed(without(others(message.cc), [...answered, ...message.to])),
      }
    case 'forward':
      return { ...emptyStart, subject: prefixed('FW', message.subject), body: quoted(message), files }
    case 'draft':
      return {
        to: typed(message.to),
        cc: typed(message.cc),
        bcc: typed(message.bcc),
        subject: message.subject,
        body: message.text,
        files,
      }
  }
}

/** What ties an answer to what it answers (RFC 5322 §3.6.4). */
export function threadOf(
  mode: ComposeMode,
  { item, message }: OpenMessage,
): Pick<ComposedMail, 'inReplyTo' | 'references'> {
  const { references } = message
  // A draft of ours ends its references with what it answers.
  const [last] = references.slice(-1)
  if (mode === 'draft' && last !== undefined) return { inReplyTo: last, references }
  if (mode !== 'reply' && mode !== 'reply-all') return {}
  return { inReplyTo: item.messageId, references: [...references, item.messageId] }
}

function answer(message: ReadMessage): Pick<ComposeStart, 'subject' | 'body'> {
  return { subject: prefixed('RE', message.subject), body: quoted(message) }
}

function prefixed(prefix: 'RE' | 'FW', subject: string): string {
  return new RegExp(`^${prefix}:`, 'i').test(subject) ? subject : `${prefix}: ${subject}`
}

/** What a name would mean in a list of people. */
const special = /[",;<>]/g

/** Each once. */
function typed(people: readonly ReadPerson[]): string {
  return people
    .filter((one, at) => people.findIndex((other) => isSame(one, other)) === at)
    .map(({ name, address }) => (name ? `${name.replace(special, ' ').trim()} <${address}>` : address))
    .join('; ')
}

const isSame = (one: ReadPerson, other: ReadPerson) =>
  one.address.toLowerCase() === other.address.toLowerCase()

function without(people: readonly ReadPerson[], those: readonly ReadPerson[]): readonly ReadPerson[] {
  return people.filter((one) => !those.some((other) => isSame(one, other)))
}

/** The original below one's own words, as Outlook puts it. */
function quoted(message: ReadMessage): string {
  const { from, to, cc, date, subject, text } = message
  const sent = date
    ? new Intl.DateTimeFormat('en-US', { dateStyle: 'full', timeStyle: 'short', timeZone: 'UTC' }).format(
        date,
      )
    : ''
  return [
    '\n\n________________________________',
    `From: ${typed(from)}`,
    `Sent: ${sent}`,
    `To: ${typed(to)}`,
    ...(cc.length > 0 ? [`Cc: ${typed(cc)}`] : []),
    `Subject: ${subject}`,
    '',
    text,
  ].join('\n')
}
