import { Prisma } from '@/prisma/generated/client'

/** A text as a pattern of SQL's `like`: anything around it, and nothing in it that means anything. */
export function containing(text: string): Prisma.Sql {
  return Prisma.sql`${`%${text.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`}`
}

/** Groups or contacts that have a text in the name, the display name, the alias or an address. `o` is SiteObject. */
export function isNamedLike(text: string): Prisma.Sql {
  const pattern = containing(text)
  return Prisma.sql`(o."nameKey" like ${pattern} or o."aliasKey" like ${pattern}
    or lower(o."properties" ->> 'displayName') like ${pattern}
    or o."id" in (select "objectId" from "ProxyAddress" where "objectId" is not null and "key" like ${pattern}))`
}
