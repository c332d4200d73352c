import { simpleParser } from 'mailparser'
import { type OutsideMessage, type OutsideMessages, readHeader } from '@/lib/exchange'
import { Prisma } from '@/prisma/generated/client'
import type { Db } from '../db'

/** So much of a message is looked at, and so much of it shown. */
const readBytes = 16 * 1024
const headerCharacters = 4096
const textLines = 8
const textCharacters = 800

type Row = Omit<OutsideMessage, 'id' | 'header' | 'text'> & { readonly id: bigint; readonly head: Uint8Array }

const printable = (text: string) => text.replace(/\r\n?/g, '\n').replace(/[^\P{Cc}\n\t]/gu, '\u{fffd}')

function wanted({ hosts, recipient }: { readonly hosts: readonly string[]; readonly recipient?: string }) {
  const ofOne =
    recipient === undefined ? Prisma.empty : Prisma.sql`and lower("recipient") = lower(${recipient})`
  return Prisma.sql`"host" = any(${[...hosts]}::text[]) ${ofOne}`
}

/** The first lines; what is no message has none. */
async function firstLines(head: Buffer): Promise<string> {
  const text = await simpleParser(head, { skipImageLinks: true, maxHtmlLengthToParse: readBytes }).then(
    (mail) => mail.text ?? '',
    () => '',
  )
  return printable(text).trim().split('\n').slice(0, textLines).join('\n').slice(0, textCharacters)
}

async function shown({ id, head, ...row }: Row): Promise<OutsideMessage> {
  const bytes = Buffer.from(head)
  const header = printable(bytes.subarray(0, readHeader(bytes).end).toString('utf8')).trim()
  const text = await firstLines(bytes)
  return { ...row, id: String(id), header: header.slice(0, headerCharacters), text }
}

/** What other organizations' servers took, with the beginning of each message and never all of it. */
export function outsideStore(db: Db): OutsideMessages {
  return {
    async list({ limit, ...query }) {
      const rows = await db.$queryRaw<Row[]>`
        select "id", "at", "host", "sender", "recipient", "subject", "size",
          substring("content" from 1 for ${readBytes}::int) as "head"
        from "OutsideMessage" where ${wanted(query)} order by "at" desc, "id" desc limit ${limit}`
      return Promise.all(rows.map(shown))
    },
    remove: (query) => db.$executeRaw`delete from "OutsideMessage" where ${wanted(query)}`,
  }
}
