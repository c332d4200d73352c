import { randomUUID } from 'node:crypto'
import {
  allRecipients,
  type ComposedMail,
  checkDraft,
  checkSubmission,
  exchangeServer,
  type MailboxUser,
  type MailPerson,
  mailboxDatabase,
  readSubmissionLimits,
  type Site,
  type SubmittedFromMailbox,
} from '@/lib/exchange'
import { ok, type Result } from '@/lib/shell'
import type { Db } from '../../db'
import { queued } from '../wake'
import { composeMail } from './compose-mail'
import type { MailboxFolder } from './mailbox-folders'
import { type ItemToPut, putItem } from './put-item'

type Kept = Pick<Site, 'store' | 'clock'>

/** Puts a message into the Outbox, and tells the store driver, once the transaction commits. */
export async function sendFromMailbox(
  db: Db,
  site: Kept,
  from: MailboxUser,
  mail: ComposedMail,
): Promise<Result<SubmittedFromMailbox>> {
  const item = await itemOf(site, from, mail, 'Outbox')
  const allowed = checkSubmission(await readSubmissionLimits(site, from), from.mailbox, {
    size: item.content.length,
    recipients: allRecipients(mail).length,
  })
  if (!allowed.ok) return allowed
  const placed = await putItem(db, from, { ...item, submitted: true }, site.clock.now())
  await db.$executeRaw`select pg_notify(${queued}, '')`
  return ok({ item: placed, messageId: item.messageId })
}

/** Keeps a message in Drafts. Error: MailboxQuotaExceeded. */
export async function saveDraft(
  db: Db,
  site: Kept,
  from: MailboxUser,
  mail: ComposedMail,
): Promise<Result<SubmittedFromMailbox>> {
  const allowed = checkDraft(await readSubmissionLimits(site, from), from.mailbox)
  if (!allowed.ok) return allowed
  const item = await itemOf(site, from, mail, 'Drafts')
  return ok({ item: await putItem(db, from, item, site.clock.now()), messageId: item.messageId })
}

async function itemOf(
  { store, clock }: Kept,
  from: MailboxUser,
  mail: ComposedMail,
  folder: MailboxFolder,
): Promise<ItemToPut> {
  const database = await store.find(mailboxDatabase, from.mailbox.database)
  const server = database?.properties.server ?? ''
  const computer = await store.find(exchangeServer, server)
  const messageId = `<${randomUUID().replaceAll('-', '')}@${computer?.properties.fqdn ?? 'exchange.local'}>`
  const sender = primaryAddress(from)
  const person = { name: from.name, address: sender }
  const content = await composeMail(mail, { from: person, messageId, date: clock.now() })
  return {
    folder,
    messageId,
    subject: mail.subject,
    fromText: from.name,
    toText: allRecipients(mail).map(personText).join('; '),
    content,
    server,
    sender,
  }
}

export function primaryAddress({ mailbox }: MailboxUser): string {
  const { addresses } = mailbox
  return (addresses.find(({ primary }) => primary) ?? addresses[0])?.address ?? ''
}

export function personText({ name, address }: MailPerson): string {
  return name || address
}
