import { cache } from 'react'
import type { Site, Store, Stored } from '@/lib/exchange'
import type { SiteObject } from '@/prisma/generated/client'
import { db } from './db'
import { objectStore } from './object-store'
import { clockOffset, openSite } from './site'

/**
 * The site as a page reads it: every configuration object comes with one query, and stays as it was. What a
 * page writes all the same (a resolver's memory) goes to the database.
 */
export async function readSite(caller: string): Promise<Site> {
  const rows = await allObjects()
  const site = (await openSite(db, caller, aheadIn(rows))).site
  return { ...site, store: { ...site.store, ...kept(rows, objectStore(db, site.clock, [])) } }
}

const allObjects = cache(() => db.siteObject.findMany({ orderBy: { nameKey: 'asc' } }))

function aheadIn(rows: readonly SiteObject[]): number {
  const clock = rows.find((row) => row.class === clockOffset.class)
  return (clock?.properties as { ahead?: number } | undefined)?.ahead ?? 0
}

function kept(
  rows: readonly SiteObject[],
  live: Pick<Store, 'insert' | 'update' | 'remove' | 'list' | 'find'>,
) {
  const stored = <P>(row: SiteObject): Stored<P> => ({
    id: row.id,
    name: row.name,
    properties: row.properties as P,
    whenCreated: row.createdAt,
    whenChanged: row.changedAt,
  })
  const reading: Pick<Store, 'list' | 'find'> = {
    list: async <P>(noun: { class: string }) => rows.filter((row) => row.class === noun.class).map(stored<P>),
    async find<P>(noun: { class: string }, name: string) {
      const row = rows.find((one) => one.class === noun.class && one.nameKey === name.toLowerCase())
      return row ? stored<P>(row) : null
    },
  }
  return { ...live, ...reading }
}
