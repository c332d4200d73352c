import type { DisconnectedMailbox, DisconnectedMailboxStore, Mailbox } from '@/lib/exchange'
import type { Change } from '@/lib/runbooks/change'
import type { Prisma, DisconnectedMailbox as Row } from '@/prisma/generated/client'
import { type Db, sameText } from './db'
import { isId } from './sessions'

function mailboxOf(row: Row): DisconnectedMailbox {
  const { quotas, addresses } = row as { quotas: unknown; addresses: unknown }
  return {
    guid: row.guid,
    displayName: row.displayName,
    disconnectedAt: row.disconnectedAt,
    mailbox: {
      ...(quotas as Omit<Mailbox, 'guid' | 'alias' | 'database' | 'addresses' | 'bytes' | 'itemCount'>),
      addresses: addresses as Mailbox['addresses'],
      guid: row.guid,
      alias: row.alias,
      database: row.database,
      bytes: Number(row.bytes),
      itemCount: row.itemCount,
    },
  }
}

/** Mailboxes without a user, newest first. */
export function disconnectedStore(db: Db, journal: Change[]): DisconnectedMailboxStore {
  const newest = { disconnectedAt: 'desc' } as const
  return {
    async list(limit = 1000) {
      return (await db.disconnectedMailbox.findMany({ orderBy: newest, take: limit })).map(mailboxOf)
    },
    async find(identity) {
      const same = sameText(identity)
      const where = isId(identity) ? { guid: identity } : { OR: [{ displayName: same }, { alias: same }] }
      const row = await db.disconnectedMailbox.findFirst({ where, orderBy: newest })
      return row && mailboxOf(row)
    },
    async insert({ guid, displayName, mailbox, disconnectedAt }) {
      const { alias, database, addresses, bytes, itemCount, guid: _, ...quotas } = mailbox
      await db.disconnectedMailbox.create({
        data: {
          guid,
          displayName,
          alias,
          database,
          bytes: BigInt(bytes),
          itemCount,
          quotas: quotas as unknown as Prisma.InputJsonValue,
          addresses: addresses as unknown as Prisma.InputJsonValue,
          disconnectedAt,
        },
      })
      journal.push({ action: 'create', what: `disconnected mailbox ${displayName}`, properties: [] })
    },
    async remove(guid) {
      const row = await db.disconnectedMailbox.delete({ where: { guid } })
      journal.push({ action: 'remove', what: `disconnected mailbox ${row.displayName}`, properties: [] })
    },
  }
}
