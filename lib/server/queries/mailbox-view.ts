import {
  databaseQuotaDefaults,
  effectiveQuotas,
  type MailboxUser,
  mailboxDatabase,
  type Quota,
} from '@/lib/exchange'
import type { Parameters } from '../address'
import { firstOf } from '../address'
import { db } from '../db'
import { openSite } from '../site'
import { findFolder, type MailboxFolder } from '../transport/mailbox/mailbox-folders'
import {
  type FolderCount,
  findItem,
  folderCounts,
  type ListedItem,
  listItems,
  type MailboxMessage,
  markRead,
} from '../transport/mailbox/mailbox-store'
import { type ReadMessage, readMessage } from '../transport/mailbox/read-message'

/** How full a mailbox is. */
export interface MailboxUse {
  readonly bytes: number
  readonly warnAt: Quota
  readonly noSendAt: Quota
}

export interface MailboxView {
  readonly folders: readonly FolderCount[]
  readonly folder: MailboxFolder
  readonly items: readonly ListedItem[]
  /** The word of the address for the next page; null on the last. */
  readonly next: string | null
  /** The message that is open; `missing` where the mailbox has none of this number. */
  readonly open: OpenMessage | 'missing' | null
  readonly use: MailboxUse
  /** On the site's clock. */
  readonly now: Date
  /** False: the information store does not have the mailbox open. */
  readonly mounted: boolean
}

export interface OpenMessage {
  readonly item: MailboxMessage
  readonly message: ReadMessage
}

const pageSize = 50

/** A number of an item as an address has it; null for anything else. */
export function parseItemId(text: string | undefined | null): bigint | null {
  return text && /^\d{1,18}$/.test(text) ? BigInt(text) : null
}

/** What Outlook Web App shows of a mailbox: its folders, one of them, and the message that is open, which is read by that. */
export async function mailboxView(user: MailboxUser, parameters: Parameters): Promise<MailboxView> {
  const { guid } = user.mailbox
  const folder = findFolder(firstOf(parameters.folder) ?? '') ?? 'Inbox'
  const open = await openMessage(guid, firstOf(parameters.item))
  if (open && open !== 'missing' && !open.item.read) await markRead(db, guid, [open.item.id], true)
  const [folders, { items, next }, surroundings] = await Promise.all([
    folderCounts(db, guid),
    listItems(db, guid, folder, { after: keyOf(firstOf(parameters.after)), limit: pageSize }),
    surroundingsOf(user),
  ])
  return {
    ...{ folders, folder, items, open },
    ...surroundings,
    next: next && `${next.at.getTime()}-${next.id}`,
  }
}

async function openMessage(
  guid: string,
  wanted: string | undefined,
): Promise<OpenMessage | 'missing' | null> {
  if (!wanted) return null
  const found = await findMessage(guid, wanted)
  return found ?? 'missing'
}

/** A message of this mailbox, read; null where it has none of this number. */
export async function findMessage(guid: string, wanted: string): Promise<OpenMessage | null> {
  const id = parseItemId(wanted)
  const item = id === null ? null : await findItem(db, guid, id)
  return item && { item, message: await readMessage(item.content) }
}

function keyOf(word: string | undefined) {
  const [, at = '', id = ''] = /^(\d{1,15})-(\d{1,18})$/.exec(word ?? '') ?? []
  return at === '' ? null : { at: new Date(Number(at)), id: BigInt(id) }
}

/** The site around a mailbox: its clock, its database and what that lets the mailbox hold. */
export async function surroundingsOf({
  mailbox,
}: MailboxUser): Promise<Pick<MailboxView, 'use' | 'now' | 'mounted'>> {
  const { site } = await openSite(db, 'Outlook Web App')
  const database = await site.store.find(mailboxDatabase, mailbox.database)
  const quotas = effectiveQuotas(mailbox, database?.properties ?? databaseQuotaDefaults)
  return {
    use: { bytes: mailbox.bytes, warnAt: quotas.issueWarningQuota, noSendAt: quotas.prohibitSendQuota },
    now: site.clock.now(),
    mounted: database?.properties.mounted !== false,
  }
}

/** What stands around the compose form, and the message that it is made of. */
export async function composeView(
  user: MailboxUser,
  source: string | null,
): Promise<Pick<MailboxView, 'folders' | 'use'> & { readonly original: OpenMessage | null }> {
  const [folders, { use }, original] = await Promise.all([
    folderCounts(db, user.mailbox.guid),
    surroundingsOf(user),
    source === null ? null : findMessage(user.mailbox.guid, source),
  ])
  return { folders, use, original }
}
