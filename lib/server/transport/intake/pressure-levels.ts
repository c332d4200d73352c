import { levelOfEvent, type PressureLevel, pressureEvents } from '@/lib/exchange'
import type { Queryable } from '../pool'

/** The level of each server, as its last event of that kind tells; a server without one is at Normal. */
export async function pressureLevels(
  on: Pick<Queryable, 'query'>,
  servers: readonly string[],
): Promise<ReadonlyMap<string, PressureLevel>> {
  const { rows } = await on.query<{ server: string; message: string }>({
    name: 'pressure-levels',
    text: lastEvents,
    values: [servers],
  })
  return new Map(rows.map(({ server, message }) => [server, levelOfEvent(message)]))
}

const ofKind = (eventId: number) => `(
  select "at", "id", "message" from "SiteEvent"
  where "source" = 'MSExchangeTransport' and "eventId" = ${eventId} and "server" = given."server"
  order by "at" desc, "id" desc limit 1)`

/** With the servers' names as its one parameter. */
const lastEvents = `
  select given."server", last."message" from unnest($1::text[]) as given("server"), lateral (
    ${ofKind(pressureEvents.rose)} union all ${ofKind(pressureEvents.fell)}
    order by "at" desc, "id" desc limit 1) as last`
