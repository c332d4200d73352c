import { decodeWords, headerValue, readHeader } from '@/lib/exchange'
import type { OutsideMail } from '@/lib/wire'
import type { Queryable } from '../pool'

interface Taken {
  readonly mail: OutsideMail
  readonly at: Date
}

const longestSubject = 512

/** What servers outside took, a row for each recipient, with one statement. */
export async function keepOutside(on: Queryable, taken: readonly Taken[]): Promise<void> {
  const rows = taken.flatMap(({ mail, at }) => {
    const subject = decodeWords(headerValue(readHeader(mail.content), 'Subject') ?? '').slice(
      0,
      longestSubject,
    )
    return mail.recipients.map((recipient) => ({ ...mail, recipient, at, subject }))
  })
  const plain = (text: string) => text.replaceAll('\0', '\ufffd')
  await on.query({
    name: 'keep-outside',
    text: insert,
    values: [
      rows.map(({ at }) => at),
      rows.map(({ host }) => host),
      rows.map(({ sender }) => plain(sender)),
      rows.map(({ recipient }) => plain(recipient)),
      rows.map(({ subject }) => plain(subject)),
      rows.map(({ content }) => content.length),
      rows.map(({ content }) => content),
    ],
  })
}

const insert = `
  insert into "OutsideMessage" ("at", "host", "sender", "recipient", "subject", "size", "content")
  select * from unnest($1::timestamptz[], $2::text[], $3::text[], $4::text[], $5::text[], $6::int[], $7::bytea[])`
