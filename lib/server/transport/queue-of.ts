import type { NextHop } from '@/lib/exchange'
import type { Queryable } from './pool'

/**
 * The queue of a server for a next hop; made when nobody needed it before. The row is locked until the transaction
 * ends, so that an idle queue is not removed while a message is put into it.
 * @returns its id, the number in `EXCH01\435`
 */
export async function queueOf(on: Queryable, server: string, hop: NextHop, now: Date): Promise<bigint> {
  const values = [
    server,
    hop.kind,
    hop.deliveryType,
    hop.connector,
    hop.nextHopDomain,
    hop.nextHopDomain.toLowerCase(),
    hop.nextHopCategory,
    now,
  ]
  const found = await on.query({
    name: 'find-queue',
    text: find,
    values: values.filter((_, at) => at !== 4 && at < 6),
  })
  if (found.rows[0]) return found.rows[0].id as bigint
  const made = await on.query({ name: 'make-queue', text: make, values })
  return made.rows[0].id as bigint
}

const find = `
  select "id" from "MailQueue"
  where "server" = $1 and "kind" = $2 and "deliveryType" = $3 and "connector" = $4 and "nextHopKey" = $5
  for key share`

const make = `
  insert into "MailQueue" ("server", "kind", "deliveryType", "connector", "nextHopDomain", "nextHopKey",
    "nextHopCategory", "createdAt")
  values ($1, $2, $3, $4, $5, $6, $7, $8)
  on conflict ("server", "kind", "deliveryType", "connector", "nextHopKey") do update set "server" = excluded."server"
  returning "id"`
