import { type PressureLevel, pressureAfter, pressureEvent } from '@/lib/exchange'
import type { Queryable } from '../pool'
import { writeSiteEvent } from '../site-events'
import { pressureLevels } from './pressure-levels'

/**
 * Measures what the queues of each server hold, and writes down what has changed.
 * @param on a transaction
 * @param limit bytes that the queues of a server may hold
 * @param now on the site's clock
 */
export async function measureQueues(
  on: Queryable,
  servers: readonly string[],
  limit: number,
  now: Date,
): Promise<ReadonlyMap<string, PressureLevel>> {
  const held = await bytesHeld(on)
  const bytesOf = (server: string) => held.get(server) ?? 0
  const levels = await pressureLevels(on, servers)
  const after = (server: string, level: PressureLevel) => pressureAfter(level, bytesOf(server), limit)
  const changes = servers.flatMap((server) => {
    const from = levels.get(server) ?? 'Normal'
    const to = after(server, from)
    return from === to ? [] : [{ server, from, to }]
  })
  for (const { server, ...change } of changes) {
    const event = pressureEvent(change, { bytes: bytesOf(server), limit })
    const kept = { at: now, server, source: 'MSExchangeTransport', category: 'ResourceManager' }
    await writeSiteEvent(on, { ...kept, ...event })
  }
  return new Map([...levels, ...changes.map(({ server, to }) => [server, to] as const)])
}

async function bytesHeld(on: Queryable): Promise<ReadonlyMap<string, number>> {
  const { rows } = await on.query<{ server: string; bytes: bigint | string }>({
    name: 'measure-queues',
    text: bytesByServer,
  })
  return new Map(rows.map(({ server, bytes }) => [server, Number(bytes)]))
}

/** A message is in a server's database once, in however many of its queues. */
const bytesByServer = `
  select held."server", sum(item."size") as "bytes" from (
    select distinct queue."server", delivery."itemId" from "MailDelivery" as delivery
    join "MailQueue" as queue on queue."id" = delivery."queueId"
  ) as held join "MailItem" as item on item."id" = held."itemId"
  group by held."server"`
