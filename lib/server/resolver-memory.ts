import { randomUUID } from 'node:crypto'
import { type ResolverCache, resolverCache, type Vantage } from '@/lib/network'
import type { Db } from './db'

/**
 * Keeps what a resolver remembers. A cache that was cleared meanwhile has another generation, and stays cleared.
 * No command has done this, so it is written to no log.
 */
export async function saveResolverCache(db: Db, whose: Vantage, cache: ResolverCache): Promise<void> {
  const properties = JSON.stringify(cache)
  const { generation = 0 } = cache
  await db.$executeRaw`
    insert into "SiteObject" ("id", "class", "name", "nameKey", "properties", "createdAt", "changedAt")
    values (${randomUUID()}::uuid, ${resolverCache.class}, ${whose}, ${whose}, ${properties}::jsonb, now(), now())
    on conflict ("class", "nameKey") do update
    set "properties" = excluded."properties", "changedAt" = excluded."changedAt"
    where coalesce(("SiteObject"."properties" ->> 'generation')::int, 0) = ${generation}`
}
