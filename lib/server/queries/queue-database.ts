import { type PressureLevel, type QueueDatabaseFigures, type Site, transportServers } from '@/lib/exchange'
import { db } from '../db'
import { pressureLevels } from '../transport/intake/pressure-levels'
import { queueLimit } from '../transport/intake/queue-limit'
import { onPrisma } from '../transport/on-prisma'

interface Waiting {
  readonly server: string
  readonly messages: bigint
  readonly bytes: bigint | null
  readonly oldest: bigint | null
}

export interface HeldQueueDatabase extends QueueDatabaseFigures {
  readonly server: string
  readonly pressure: PressureLevel
  /** Bytes of mail that it may hold. */
  readonly limit: number
}

/** What the queue database of every transport server holds now. Shadow copies count: they are in it, too. */
export async function queueDatabases(site: Site): Promise<readonly HeldQueueDatabase[]> {
  const [servers, waiting, [last]] = await Promise.all([
    transportServers(site),
    db.$queryRaw<Waiting[]>`
      select "server", count(*) as "messages", sum("size") as "bytes", min("id") as "oldest" from (
        select distinct "MailQueue"."server", "MailItem"."id", "MailItem"."size" from "MailDelivery"
        join "MailQueue" on "MailQueue"."id" = "queueId"
        join "MailItem" on "MailItem"."id" = "itemId") as "held"
      group by "server"`,
    db.$queryRaw<
      { newest: bigint | null }[]
    >`select last_value as "newest" from "MailItem_id_seq" where is_called`,
  ])
  const levels = await pressureLevels(
    onPrisma(db),
    servers.map(({ name }) => name),
  )
  return servers.map(({ name, properties: { version } }) => {
    const held = waiting.find(({ server }) => server.toLowerCase() === name.toLowerCase())
    return {
      server: name,
      version,
      pressure: levels.get(name) ?? 'Normal',
      limit: queueLimit(),
      messages: Number(held?.messages ?? 0),
      bytes: Number(held?.bytes ?? 0),
      newest: Number(last?.newest ?? 0),
      oldest: held?.oldest == null ? null : Number(held.oldest),
    }
  })
}
