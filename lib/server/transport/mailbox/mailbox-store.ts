import type { Prisma } from '@/prisma/generated/client'
import type { Db } from '../../db'
import { type MailboxFolder, mailboxFolders } from './mailbox-folders'
import { countItems } from './put-item'

export interface FolderCount {
  readonly folder: MailboxFolder
  readonly total: number
  readonly unread: number
}

/** What the folders of a mailbox hold, in the order in which they are shown. */
export async function folderCounts(db: Db, guid: string): Promise<readonly FolderCount[]> {
  const groups = await db.mailboxItem.groupBy({
    by: ['folder', 'read'],
    where: { mailboxGuid: guid },
    _count: { _all: true },
  })
  const sum = (folder: string, isMeant: (read: boolean) => boolean) =>
    groups
      .filter((one) => one.folder === folder && isMeant(one.read))
      .reduce((total, { _count }) => total + _count._all, 0)
  return mailboxFolders.map((folder) => ({
    folder,
    total: sum(folder, () => true),
    unread: sum(folder, (read) => !read),
  }))
}

const placed = {
  id: true,
  folder: true,
  fromText: true,
  toText: true,
  size: true,
  read: true,
  submitted: true,
  at: true,
} satisfies Prisma.MailboxItemSelect

/** A message of this mailbox with its bytes; null where the mailbox has none of this number. */
export async function findItem(db: Db, guid: string, id: bigint) {
  const found = await db.mailboxItem.findFirst({
    where: { id, mailboxGuid: guid },
    select: { ...placed, item: { select: { subject: true, messageId: true, sender: true, content: true } } },
  })
  if (!found) return null
  const { item, ...row } = found
  return { ...row, ...item }
}

export type MailboxMessage = NonNullable<Awaited<ReturnType<typeof findItem>>>

/** @returns how many were there */
export async function markRead(db: Db, guid: string, ids: readonly bigint[], read: boolean): Promise<number> {
  const { count } = await db.mailboxItem.updateMany({
    where: { mailboxGuid: guid, id: { in: [...ids] } },
    data: { read },
  })
  return count
}

/** Moves messages to another folder, those that are still in `from` where it is told. What leaves the Outbox is not sent. */
export async function moveItems(
  db: Db,
  guid: string,
  ids: readonly bigint[],
  folder: Exclude<MailboxFolder, 'Outbox'>,
  from?: MailboxFolder,
): Promise<number> {
  const { count } = await db.mailboxItem.updateMany({
    where: { mailboxGuid: guid, id: { in: [...ids] }, ...(from && { folder: from }) },
    data: { folder, submitted: false },
  })
  return count
}

/** Removes messages for good, 5000 at most: they count no more towards the size of the mailbox. In one transaction, if at all. */
export async function removeItems(
  db: Db,
  guid: string,
  which:
    | { readonly ids: readonly bigint[]; readonly folder?: MailboxFolder }
    | { readonly folder: MailboxFolder },
): Promise<number> {
  const removed = await db.mailboxItem.findMany({
    where: {
      mailboxGuid: guid,
      ...('ids' in which && { id: { in: [...which.ids] } }),
      ...(which.folder && { folder: which.folder }),
    },
    select: { id: true, size: true },
    take: mostRemoved,
  })
  const { count } = await db.mailboxItem.deleteMany({
    where: { mailboxGuid: guid, id: { in: removed.map(({ id }) => id) } },
  })
  const bytes = removed.reduce((sum, { size }) => sum + size, 0)
  if (count > 0) await countItems(db, guid, -count, -bytes)
  return count
}

/** At once. */
const mostRemoved = 5000
