import type { MailStore, SiteEvent } from '@/lib/exchange'
import { type Db, sameText } from '../../db'

/** The Application logs of the site's servers. */
export function eventStore(db: Db): MailStore['events'] {
  return {
    async write(event) {
      await db.siteEvent.create({ data: event })
    },
    async list({ limit, server, sources, eventIds, levels }) {
      const rows = await db.siteEvent.findMany({
        where: {
          ...(server === undefined ? {} : { server }),
          ...(sources ? { OR: sources.map((source) => ({ source: sameText(source.toWellFormed()) })) } : {}),
          ...(eventIds ? { eventId: { in: [...eventIds] } } : {}),
          ...(levels ? { level: { in: [...levels] } } : {}),
        },
        orderBy: [{ at: 'desc' }, { id: 'desc' }],
        take: limit,
      })
      return rows.map(({ id: _, level, ...row }) => ({ ...row, level: level as SiteEvent['level'] }))
    },
  }
}
