import {
  databaseQuotaDefaults,
  effectiveQuotas,
  type MailboxUser,
  mailboxDatabase,
  type Quota,
  readSubmissionLimits,
} from '@/lib/exchange'
import type { Parameters } from '../address'
import { firstOf } from '../address'
import { mostFileBytes } from '../compose-form'
import { db } from '../db'
import { openSite } from '../site'
import { type ItemSort, itemSorts, type ListedItem, listItems } from '../transport/mailbox/list-items'
import { findFolder, type MailboxFolder, mailboxFolders } from '../transport/mailbox/mailbox-folders'
import {
  type FolderCount,
  findItem,
  folderCounts,
  type MailboxMessage,
  markRead,
} from '../transport/mailbox/mailbox-store'
import { type ReadMessage, readMessage } from '../transport/mailbox/read-message'
import { itemSearch } from '../transport/mailbox/search-text'

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
  /** What is searched for; empty is nothing. */
  readonly search: string
  /** A search has looked into the text of so many messages of the folder alone; null where into all, or without a search. */
  readonly textsOf: number | null
  readonly sort: ItemSort
  readonly ascending: boolean
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
  const surroundings = await surroundingsOf(user)
  if (!surroundings.mounted) return { ...nothingSeen, folder, ...lookOf(parameters, folder), ...surroundings }
  const open = await openMessage(guid, firstOf(parameters.item))
  if (open && open !== 'missing' && !open.item.read) await markRead(db, guid, [open.item.id], true)
  const look = lookOf(parameters, folder)
  const [folders, { items, next, texts }] = await Promise.all([
    folderCounts(db, guid),
    foundItems(guid, folder, look, parseItemId(firstOf(parameters.after))),
  ])
  const total = folders.find((one) => one.folder === folder)?.total ?? 0
  return {
    ...{ folders, folder, items, open, ...look, ...surroundings },
    textsOf: texts !== null && texts < total ? texts : null,
    next: next === null ? null : String(next),
  }
}

const noFolders = mailboxFolders.map((folder) => ({ folder, total: 0, unread: 0 }))
/** Of a mailbox that the information store does not have open. */
const nothingSeen = { folders: noFolders, items: [], textsOf: null, next: null, open: null }

type Look = Pick<MailboxView, 'search' | 'sort' | 'ascending'>

/** Folders in which everything is from oneself: their messages are told apart by whom they are for. */
export const ownFolders: readonly MailboxFolder[] = ['Drafts', 'Sent Items', 'Outbox']

function lookOf({ search, sort, ascending }: Parameters, folder: MailboxFolder): Look {
  const wanted = firstOf(sort) === 'who' ? whoIn(folder) : itemSorts.find((one) => one === firstOf(sort))
  return {
    search: (firstOf(search) ?? '').trim().slice(0, 200),
    sort: wanted ?? 'date',
    ascending: firstOf(ascending) === '1',
  }
}

const whoIn = (folder: MailboxFolder): ItemSort => (ownFolders.includes(folder) ? 'to' : 'from')

async function foundItems(guid: string, folder: MailboxFolder, look: Look, after: bigint | null) {
  const search = look.search ? await itemSearch(db, guid, folder, look.search) : null
  const page = await listItems(db, guid, folder, { ...look, search, after, limit: pageSize })
  return { ...page, texts: search?.read ?? null }
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

/** Base64 makes four characters of three bytes, with line ends between (RFC 2045 §6.8); the rest is the header's. */
const perSent = 0.72

/** What stands around the compose form, and the message that it is made of. */
export async function composeView(
  user: MailboxUser,
  source: string | null,
): Promise<
  Pick<MailboxView, 'folders' | 'use' | 'mounted'> & {
    readonly original: OpenMessage | null
    /** Bytes that all files of a message may have together. */
    readonly mostBytes: number
  }
> {
  const { use, mounted } = await surroundingsOf(user)
  if (!mounted) return { folders: noFolders, use, mounted, original: null, mostBytes: 0 }
  const { site } = await openSite(db, 'Outlook Web App')
  const [folders, original, { maxSendSize }] = await Promise.all([
    folderCounts(db, user.mailbox.guid),
    source === null ? null : findMessage(user.mailbox.guid, source),
    readSubmissionLimits(site, user),
  ])
  const mostBytes = Math.min(mostFileBytes, Math.floor((maxSendSize ?? mostFileBytes * 2) * perSent))
  return { folders, use, mounted, original, mostBytes }
}
