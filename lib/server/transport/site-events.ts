import type { SiteEvent } from '@/lib/exchange'
import type { Queryable } from './pool'

/** Writes a line into the Application log of a server, in the transaction that is given. */
export async function writeSiteEvent(on: Queryable, event: SiteEvent): Promise<void> {
  const { at, server, source, category, eventId, level, message } = event
  await on.query({
    name: 'write-site-event',
    text: `
      insert into "SiteEvent" ("at", "server", "source", "category", "eventId", "level", "message")
      values ($1, $2, $3, $4, $5, $6, $7)`,
    values: [at, server, source, category, eventId, level, message],
  })
}
