import type { MailboxUser } from '@/lib/exchange'
import { db } from './db'
import { parseItemId, surroundingsOf } from './queries/mailbox-view'
import { findFolder, type MailboxFolder } from './transport/mailbox/mailbox-folders'
import { markRead, moveItems, removeItems } from './transport/mailbox/mailbox-store'

const mostAtOnce = 200

/**
 * Does to messages of a mailbox what a button says: `read`, `unread`, `delete` (from Deleted Items for good), `empty`, or
 * `move:Inbox`. What is not in the mailbox stays as it is.
 * @returns where to go on
 */
export async function changeItems(user: MailboxUser, form: FormData): Promise<string> {
  const folder = findFolder(String(form.get('folder') ?? '')) ?? 'Inbox'
  const back = `/owa?folder=${encodeURIComponent(folder)}`
  if (!(await surroundingsOf(user)).mounted) return back
  const ids = form
    .getAll('item')
    .slice(0, mostAtOnce)
    .flatMap((one) => parseItemId(String(one)) ?? [])
  await change(user.mailbox.guid, String(form.get('op') ?? ''), folder, ids)
  return back
}

async function change(
  guid: string,
  op: string,
  folder: MailboxFolder,
  ids: readonly bigint[],
): Promise<unknown> {
  if (op === 'read' || op === 'unread') return markRead(db, guid, ids, op === 'read')
  if (op === 'empty') return db.$transaction((tx) => removeItems(tx, guid, { folder: 'Deleted Items' }))
  if (op === 'delete')
    return folder === 'Deleted Items'
      ? db.$transaction((tx) => removeItems(tx, guid, { ids, folder }))
      : moveItems(db, guid, ids, 'Deleted Items')
  const to = op.startsWith('move:') ? findFolder(op.slice('move:'.length)) : null
  return to === 'Inbox' || to === 'Junk E-mail' ? moveItems(db, guid, ids, to) : null
}
