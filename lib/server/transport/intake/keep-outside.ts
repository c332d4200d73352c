import { decodeWords, headerValue, readHeader } from '@/lib/exchange'
import type { OutsideMail } from '@/lib/wire'
import type { Queryable } from '../pool'

interface Taken {
  readonly mail: OutsideMail
  readonly at: Date
}

const longestSubject = 512

const plain = (text: string) => text.replaceAll('\0', '\ufffd').toWellFormed()

/** What servers outside took, a row for each recipient; its bytes go to the database once. */
export async function keepOutside(on: Queryable, taken: readonly Taken[]): Promise<void> {
  for (const { mail, at } of taken) {
    const { host, sender, recipients, content } = mail
    const subject = decodeWords(headerValue(readHeader(content), 'Subject') ?? '').slice(0, longestSubject)
    await on.query({
      name: 'keep-outside',
      text: insert,
      values: [at, host, plain(sender), recipients.map(plain), plain(subject), content.length, content],
    })
  }
}

const insert = `
  insert into "OutsideMessage" ("at", "host", "sender", "recipient", "subject", "size", "content")
  select $1::timestamptz, $2::text, $3::text, recipient, $5::text, $6::integer, $7::bytea
  from unnest($4::text[]) as recipient`
