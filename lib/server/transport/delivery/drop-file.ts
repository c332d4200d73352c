import { createHash } from 'node:crypto'
import { exportedMessage, forOutside } from '@/lib/exchange'
import type { Claimed } from '../claim'
import type { Queryable } from '../pool'

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
export async function dropFile(
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
