import { decodeWords, type Edit, edited, headerValue, readHeader } from '@/lib/exchange'
import type { Claimed } from '../claim'
import type { Queryable } from '../pool'

/** As prepare-mail.ts keeps it. */
const longestSubject = 512

/**
 * A message as rules changed it. What was kept never changes, so this is another one, with all but the content and
 * the subject of the first.
 * @returns its number; that of the message itself where nothing is changed
 */
export async function editedItem(
  on: Queryable,
  { itemId }: Pick<Claimed, 'itemId'>,
  edits: readonly Edit[],
): Promise<bigint> {
  if (edits.length === 0) return itemId
  const { rows } = await on.query<{ content: Buffer }>('select "content" from "MailItem" where "id" = $1', [
    itemId,
  ])
  const [item] = rows
  const content = item ? edited(item.content, edits) : null
  if (!item || !content || item.content.equals(content)) return itemId
  const subject = decodeWords(headerValue(readHeader(content), 'Subject') ?? '').slice(0, longestSubject)
  const made = await on.query<{ id: bigint }>(copy, [
    itemId,
    subject.replaceAll('\u0000', '\ufffd'),
    content.length,
    content,
  ])
  return made.rows[0]?.id ?? itemId
}

const copy = `
  insert into "MailItem" ("networkMessageId", "messageId", "server", "sender", "subject", "size", "origin", "content",
    "receivedAt")
  select "networkMessageId", "messageId", "server", "sender", $2, $3, "origin", $4, "receivedAt"
  from "MailItem" where "id" = $1
  returning "id"`
