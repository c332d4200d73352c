import { createHash } from 'node:crypto'
import { exportedMessage, forOutside } from '@/lib/exchange'
import type { Claimed } from '../claim'
import type { Queryable } from '../pool'
import type { DropDirectory } from './drop-directory'
import type { DropTrouble } from './drop-trouble'

/** A message that lies in a Drop directory. */
export interface Dropped {
  readonly item: Claimed
  /** Of its file, without the extension. */
  readonly name: string
}

/**
 * A message as a file of a Drop directory: its envelope in X-Sender and X-Receiver before its header. The name is that
 * of this message for these recipients, so that a second attempt leaves no second file.
 */
async function dropFile(
  on: Queryable,
  item: Claimed,
): Promise<{ readonly name: string; readonly content: Uint8Array }> {
  const { rows } = await on.query<{ content: Buffer }>({
    name: 'content-to-drop',
    text: `select "content" from "MailItem" where "id" = $1`,
    values: [item.itemId],
  })
  const content = rows[0]?.content
  if (!content) throw new Error(`message ${item.itemId} has no content`)
  return { name: nameOf(item), content: exportedMessage({ ...item, content: forOutside(content) }) }
}

/** Both ids are what a sender may have written: neither is part of a path as it is. */
function nameOf({ networkMessageId, messageId, recipients }: Claimed): string {
  const addresses = recipients.map(({ address }) => address.toLowerCase()).sort()
  const written = JSON.stringify([networkMessageId, messageId, addresses])
  return createHash('sha256').update(written).digest('hex').slice(0, 32).toUpperCase()
}

/** A message of which no file can be made. */
interface Unwritable {
  readonly item: Claimed
  readonly thrown: unknown
}

interface Left {
  /** Those that lie there now, the first of those taken. */
  readonly left: readonly Dropped[]
  /** Why the next one does not; null when all do. */
  readonly end: DropTrouble | Unwritable | null
}

/** Leaves messages in their order, as far as they can be left. */
export async function leaveFiles(
  on: Queryable,
  folder: DropDirectory,
  taken: readonly Claimed[],
): Promise<Left> {
  const left: Dropped[] = []
  for (const item of taken) {
    const file = await dropFile(on, item).catch((thrown: unknown) => ({ item, thrown }))
    if ('thrown' in file) return { left, end: file }
    const trouble = await folder.leave(file.name, file.content, item.crashes > 0)
    if (trouble) return { left, end: trouble }
    left.push({ item, name: file.name })
  }
  return { left, end: null }
}
