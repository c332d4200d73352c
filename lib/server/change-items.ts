import type { MailboxUser } from '@/lib/exchange'
import { db } from './db'
import { parseItemId, surroundingsOf } from './queries/mailbox-view'
import { findFolder, type MailboxFolder } from './transport/mailbox/mailbox-folders'
import { markRead, moveItems, removeItems } from './transport/mailbox/mailbox-store'

const mostAtOnce = 200
/** Of what was moved, so many can be moved back by the note that tells of it: they stand in an address. */
const mostUndone = 50
/** Each is 5000 messages at most. */
const mostParts = 1000
/** Folders that can be emptied, and what was in them is gone. */
const emptied: readonly MailboxFolder[] = ['Deleted Items', 'Junk E-mail']
/** What stays in the address: how the folder was looked at. */
const looks = ['search', 'sort', 'ascending'] as const

/**
 * Does to messages of a mailbox what a button says: `read`, `unread`, `delete` (from Deleted Items for good), `empty`, or
 * `move:Inbox`. Only what is still in the folder `from`, or else in `folder`, is moved or removed.
 * @returns where to go on; the address tells what was done: `done=move:Deleted Items`, `count=2`, `moved=12,14`
 */
export async function changeItems(user: MailboxUser, form: FormData): Promise<string> {
  const folder = findFolder(String(form.get('folder') ?? '')) ?? 'Inbox'
  const back = new URLSearchParams({ folder })
  for (const name of looks) {
    const value = String(form.get(name) ?? '').slice(0, 200)
    if (value) back.set(name, value)
  }
  if (!(await surroundingsOf(user)).mounted) return `/owa?${back}`
  const ids = form
    .getAll('item')
    .slice(0, mostAtOnce)
    .flatMap((one) => parseItemId(String(one)) ?? [])
  const from = findFolder(String(form.get('from') ?? '')) ?? folder
  const did = await change(user.mailbox.guid, String(form.get('op') ?? ''), from, ids)
  if (did && did.count > 0) {
    back.set('done', did.what)
    back.set('count', String(did.count))
    if (did.what.startsWith('move:') && ids.length <= mostUndone) back.set('moved', ids.join())
  }
  return `/owa?${back}`
}

interface Did {
  readonly what: string
  readonly count: number
}

async function change(
  guid: string,
  op: string,
  folder: MailboxFolder,
  ids: readonly bigint[],
): Promise<Did | null> {
  if (op === 'read' || op === 'unread')
    return { what: op, count: await markRead(db, guid, ids, op === 'read') }
  if (op === 'empty') return emptied.includes(folder) ? emptiedFolder(guid, folder) : null
  if (op === 'delete')
    return folder === 'Deleted Items'
      ? { what: 'remove', count: await removed(guid, { ids, folder }) }
      : movedTo(guid, { ids, folder }, 'Deleted Items')
  const to = op.startsWith('move:') ? findFolder(op.slice('move:'.length)) : null
  return to === null || to === 'Outbox' ? null : movedTo(guid, { ids, folder }, to)
}

function removed(guid: string, which: Parameters<typeof removeItems>[2]): Promise<number> {
  return db.$transaction((tx) => removeItems(tx, guid, which))
}

/** A large folder in several transactions: none of them is long, and what is gone stays gone. */
async function emptiedFolder(guid: string, folder: MailboxFolder): Promise<Did> {
  let count = 0
  for (let part = 0; part < mostParts; part += 1) {
    const some = await removed(guid, { folder })
    count += some
    if (some === 0) break
  }
  return { what: 'remove', count }
}

async function movedTo(
  guid: string,
  { ids, folder }: { readonly ids: readonly bigint[]; readonly folder: MailboxFolder },
  to: Exclude<MailboxFolder, 'Outbox'>,
): Promise<Did> {
  return { what: `move:${to}`, count: await moveItems(db, guid, ids, to, folder) }
}
