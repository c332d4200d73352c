import { randomUUID } from 'node:crypto'
import { type MailboxUser, type MailOrigin, originInside } from '@/lib/exchange'
import { Prisma } from '@/prisma/generated/client'
import type { Db } from '../../db'
import { jsonText } from '../tracking-rows'
import type { MailboxFolder } from './mailbox-folders'

/** A message that a mailbox keeps, before it has a number. */
export interface ItemToPut {
  readonly folder: MailboxFolder
  readonly messageId: string
  readonly subject: string
  readonly fromText: string
  readonly toText: string
  readonly content: Uint8Array
  /** The server of the mailbox's database. */
  readonly server: string
  readonly sender: string
  readonly submitted?: boolean
}

/** As lists show it; more of it says nothing. */
const longestShown = 512

/** Keeps a message that its own user wrote, read already, and counts it towards the mailbox's size. */
export async function putItem(db: Db, { id, mailbox }: MailboxUser, item: ItemToPut, at: Date) {
  const { id: itemId } = await db.mailItem.create({
    data: {
      networkMessageId: randomUUID(),
      messageId: item.messageId,
      server: item.server,
      sender: item.sender,
      subject: shown(item.subject),
      size: item.content.length,
      origin: JSON.parse(jsonText(writtenHere(id))) as Prisma.InputJsonObject,
      content: Uint8Array.from(item.content),
      receivedAt: at,
    },
    select: { id: true },
  })
  const { id: placed } = await db.mailboxItem.create({
    data: {
      mailboxGuid: mailbox.guid,
      folder: item.folder,
      itemId,
      fromText: shown(item.fromText),
      toText: shown(item.toText),
      size: item.content.length,
      read: true,
      submitted: item.submitted ?? false,
      at,
    },
    select: { id: true },
  })
  await countItems(db, mailbox.guid, 1, item.content.length)
  return placed
}

/** What a mailbox holds, by so many items and bytes more or, below zero, less. */
export async function countItems(db: Db, guid: string, items: number, bytes: number): Promise<void> {
  await db.$executeRaw(Prisma.sql`
    update "User" set "mailboxBytes" = greatest(0, "mailboxBytes" + ${bytes}::bigint),
      "itemCount" = greatest(0, coalesce("itemCount", 0) + ${items}::int)
    where "mailboxGuid" = ${guid}::uuid`)
}

function shown(text: string): string {
  return text.replaceAll('\0', '').slice(0, longestShown)
}

/** Nothing is known of the way of a message that was written in its mailbox. */
export function writtenHere(userId: string): MailOrigin {
  return { ...originInside, authenticatedAs: userId }
}
