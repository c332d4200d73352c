import type { Kind, Lists, Site, Store, Stored } from '@/lib/exchange'
import type { SiteObject } from '@/prisma/generated/client'
import type { Db } from './db'
import { objectStore } from './object-store'
import { clockOffset, openSite } from './site'

export const readObjects = (db: Db) => db.siteObject.findMany({ orderBy: { nameKey: 'asc' } })

/** The site as it was when these rows were read: its objects from memory, its users from the database. */
export async function keptSite(db: Db, rows: readonly SiteObject[], caller: string): Promise<Site> {
  const { site } = await openSite(db, caller, aheadIn(rows))
  return { ...site, store: { ...site.store, ...kept(rows, objectStore(db, site.clock, [])) } }
}

function aheadIn(rows: readonly SiteObject[]): number {
  const clock = rows.find((row) => row.class === clockOffset.class)
  return (clock?.properties as { ahead?: number } | undefined)?.ahead ?? 0
}

function kept(
  rows: readonly SiteObject[],
  live: Pick<Store, 'insert' | 'update' | 'remove' | 'list' | 'lists' | 'find'>,
) {
  const stored = <P>(row: SiteObject): Stored<P> => ({
    id: row.id,
    name: row.name,
    properties: row.properties as P,
    whenCreated: row.createdAt,
    whenChanged: row.changedAt,
  })
  const listed = <P>(noun: { class: string }) => rows.filter((row) => row.class === noun.class).map(stored<P>)
  const reading: Pick<Store, 'list' | 'lists' | 'find'> = {
    list: async <P>(noun: { class: string }) => listed<P>(noun),
    lists: async <const N extends readonly Kind[]>(nouns: N) => nouns.map(listed) as Lists<N>,
    async find<P>(noun: { class: string }, name: string) {
      const row = rows.find((one) => one.class === noun.class && one.nameKey === name.toLowerCase())
      return row ? stored<P>(row) : null
    },
  }
  return { ...live, ...reading }
}
