import type { NextHop } from '@/lib/exchange'
import type { Queryable } from './pool'

/** A queue of a server, or null while nothing was ever put into it. */
export async function findQueue(
  on: Queryable,
  server: string,
  { kind, deliveryType, connector, nextHopDomain }: NextHop,
): Promise<{ readonly id: bigint; readonly suspended: boolean } | null> {
  const { rows } = await on.query<{ id: bigint; suspended: boolean }>({
    name: 'find-queue-state',
    text: find,
    values: [server, kind, deliveryType, connector, nextHopDomain.toLowerCase()],
  })
  return rows[0] ?? null
}

const find = `
  select "id", "suspended" from "MailQueue"
  where "server" = $1 and "kind" = $2 and "deliveryType" = $3 and "connector" = $4 and "nextHopKey" = $5`
