import type { Db } from '../../db'
import type { ItemSearch } from './list-items'
import type { MailboxFolder } from './mailbox-folders'
import { readMessage } from './read-message'

/** The text of so many of the newest messages of a folder is looked through. */
const mostTexts = 200
/** Larger ones are mostly attachments; and so many bytes are read for one search. */
const [largest, mostBytes] = [256_000, 8_000_000]
const atOnce = 20
const mostWords = 8

/** The words of a search, in lower case; those of a mailbox's user, so they may be anything. */
export function searchWords(text: string): readonly string[] {
  const words = text.replaceAll('\0', ' ').slice(0, 200).toWellFormed().toLowerCase().split(/\s+/)
  return words.filter(Boolean).slice(0, mostWords)
}

/**
 * What to search a folder for. Subject and names are columns; the text is in the message alone, so it is read of the
 * newest messages only: of `read` messages.
 */
export async function itemSearch(
  db: Db,
  guid: string,
  folder: MailboxFolder,
  text: string,
): Promise<(ItemSearch & { readonly read: number }) | null> {
  const words = searchWords(text)
  if (words.length === 0) return null
  const near = await readable(db, guid, folder)
  return { words, ids: await remembered(words, near, () => idsWithText(db, near, words)), read: near.length }
}

/**
 * The last searches, the latest last: pages, sorting and opening a message ask the same again. A message never changes,
 * so what the words found in these messages stays true.
 */
const searches = new Map<string, Promise<readonly bigint[]>>()
const mostSearches = 50

function remembered(
  words: readonly string[],
  near: readonly bigint[],
  search: () => Promise<readonly bigint[]>,
): Promise<readonly bigint[]> {
  const key = `${near.join()} ${words.join(' ')}`
  const known = searches.get(key)
  const found = known ?? search()
  searches.delete(key)
  searches.set(key, found)
  const [oldest] = searches.keys()
  if (searches.size > mostSearches && oldest !== undefined) searches.delete(oldest)
  found.catch(() => searches.delete(key))
  return found
}

async function idsWithText(
  db: Db,
  near: readonly bigint[],
  words: readonly string[],
): Promise<readonly bigint[]> {
  const ids: bigint[] = []
  for (let from = 0; from < near.length; from += atOnce) {
    const rows = await db.mailboxItem.findMany({
      where: { id: { in: near.slice(from, from + atOnce) } },
      select: { id: true, fromText: true, toText: true, item: { select: { subject: true, content: true } } },
    })
    for (const { id, fromText, toText, item } of rows) {
      const { text } = await readMessage(item.content)
      const all = [text, item.subject, fromText, toText].join('\n').toLowerCase()
      if (words.every((word) => all.includes(word))) ids.push(id)
    }
  }
  return ids
}

async function readable(db: Db, guid: string, folder: MailboxFolder): Promise<readonly bigint[]> {
  const newest = await db.mailboxItem.findMany({
    where: { mailboxGuid: guid, folder },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    take: mostTexts,
    select: { id: true, size: true },
  })
  let bytes = 0
  return newest.flatMap(({ id, size }) => {
    if (size > largest || bytes + size > mostBytes) return []
    bytes += size
    return [id]
  })
}
