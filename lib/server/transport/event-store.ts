import type { MailStore, SiteEvent } from '@/lib/exchange'
import type { Db } from '../db'

/** The Application logs of the site's servers. */
export function eventStore(db: Db): MailStore['events'] {
  return {
    async write(event) {
      await db.siteEvent.create({ data: event })
    },
    async list({ limit, ...where }) {
      const rows = await db.siteEvent.findMany({
        where,
        orderBy: [{ at: 'desc' }, { id: 'desc' }],
        take: limit,
      })
      return rows.map(({ id: _, level, ...row }) => ({ ...row, level: level as SiteEvent['level'] }))
    },
  }
}
