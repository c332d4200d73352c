import {
  decodeWords,
  type FailedRecipient,
  headerValue,
  isFull,
  type MailRecipient,
  type MessageHeader,
  readHeader,
  type SmtpReply,
} from '@/lib/exchange'
import type { Claimed } from '../claim'
import type { MailboxFolder } from '../mailbox/mailbox-folders'
import type { DeliveredItem, MailboxRow } from './mailbox-rows'

/** A mailbox while a batch goes into it. */
export interface OpenMailbox {
  readonly row: MailboxRow
  readonly quotas: Parameters<typeof isFull>[1]
  /** With what the batch has put into it so far. */
  bytes: number
  /** Whether the batch has put anything into it. */
  touched: boolean
}

/** What became of the recipients of one message. */
export interface MailboxOutcome {
  readonly item: Claimed
  readonly header: MessageHeader
  readonly delivered: { readonly recipient: MailRecipient; readonly mailbox: OpenMailbox }[]
  readonly duplicate: MailRecipient[]
  readonly failed: FailedRecipient[]
  /** Whose mailbox is not here any more: the categorizer knows where it is. */
  readonly elsewhere: MailRecipient[]
}

const mailboxFull: SmtpReply = { code: 550, status: '5.2.2', text: 'STOREDRV.Deliver; mailbox full' }

/**
 * Decides for each recipient of a message, and counts what is delivered towards the mailbox's size.
 * @param had `<item> <mailbox>` of what mailboxes have; completed by what this one delivers
 */
export function mailboxOutcome(
  item: Claimed,
  head: Uint8Array,
  here: {
    readonly database: string
    readonly mailboxes: ReadonlyMap<string, OpenMailbox>
    readonly had: Set<string>
    /** `<Message-ID> <address>` of what another server has handed on already. */
    readonly before: ReadonlySet<string>
  },
): MailboxOutcome {
  const outcome: MailboxOutcome = {
    ...{ item, header: readHeader(head) },
    ...{ delivered: [], duplicate: [], failed: [], elsewhere: [] },
  }
  for (const recipient of item.recipients) {
    const mailbox = here.mailboxes.get(recipient.address.toLowerCase())
    if (!mailbox || !isMeant(mailbox, recipient, here.database)) outcome.elsewhere.push(recipient)
    else if (here.before.has(`${item.messageId} ${recipient.address.toLowerCase()}`))
      outcome.duplicate.push(recipient)
    else intoMailbox(outcome, recipient, mailbox, here.had)
  }
  return outcome
}

function isMeant({ row }: OpenMailbox, { mailbox }: MailRecipient, database: string): boolean {
  return (
    row.database.toLowerCase() === database.toLowerCase() && (mailbox === undefined || mailbox === row.guid)
  )
}

function intoMailbox(
  { item, delivered, duplicate, failed }: MailboxOutcome,
  recipient: MailRecipient,
  mailbox: OpenMailbox,
  had: Set<string>,
): void {
  const key = `${item.itemId} ${mailbox.row.guid}`
  if (had.has(key)) duplicate.push(recipient)
  else if (isFull(mailbox.bytes, mailbox.quotas, item.size))
    failed.push({ recipient, reply: mailboxFull, remote: null })
  else {
    had.add(key)
    mailbox.bytes += item.size
    mailbox.touched = true
    delivered.push({ recipient, mailbox })
  }
}

/** As lists show it; more of it says nothing. */
const longestShown = 512

/** The rows of a delivered message. @param junkAbove SCLJunkThreshold of the organization */
export function itemsOf(
  { item, header, delivered }: MailboxOutcome,
  at: Date,
  junkAbove: number,
): readonly DeliveredItem[] {
  const shown = (name: string) => decodeWords(headerValue(header, name) ?? '').slice(0, longestShown)
  const scl = Number(headerValue(header, 'X-MS-Exchange-Organization-SCL') ?? Number.NaN)
  const folder: MailboxFolder = scl > junkAbove ? 'Junk E-mail' : 'Inbox'
  const [fromText, toText] = [shown('From') || item.sender, shown('To')]
  return delivered.map(({ mailbox }) => ({
    ...{ userId: mailbox.row.id, mailboxGuid: mailbox.row.guid, folder, itemId: item.itemId },
    ...{ fromText, toText, size: item.size, at },
  }))
}
