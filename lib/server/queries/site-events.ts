import type { SiteEvent } from '@/lib/exchange'
import { Prisma } from '@/prisma/generated/client'
import { firstOf, type Parameters } from '../address'
import { db } from '../db'

export interface SiteEventRow extends SiteEvent {
  readonly id: string
}

export interface SiteEventQuery {
  readonly source: string | null
  readonly level: SiteEvent['level'] | null
  readonly server: string | null
  /** The id of the last line of the page before, or of the first line of the page after. */
  readonly after: bigint | null
  readonly before: bigint | null
}

function words(value: string | string[] | undefined): string | null {
  const text = firstOf(value)?.replaceAll('\0', '').trim().toWellFormed().slice(0, 200)
  return text ? text : null
}

function place(value: string | string[] | undefined): bigint | null {
  const text = firstOf(value) ?? ''
  return /^\d{1,18}$/.test(text) ? BigInt(text) : null
}

export function readSiteEventQuery(parameters: Parameters): SiteEventQuery {
  const level = words(parameters.level)
  return {
    source: words(parameters.source),
    level: level === 'Error' || level === 'Warning' || level === 'Information' ? level : null,
    server: words(parameters.server),
    after: place(parameters.after),
    before: place(parameters.before),
  }
}

export const siteEventPageSize = 50

/** The Application log of all servers in the order of writing, the newest line first. */
export async function listSiteEvents({ source, level, server, after, before }: SiteEventQuery) {
  const id: Prisma.BigIntFilter = after !== null ? { lt: after } : before !== null ? { gt: before } : {}
  const backwards = after === null && before !== null
  const found = await db.siteEvent.findMany({
    where: {
      id,
      ...(source === null ? {} : { source }),
      ...(level === null ? {} : { level }),
      ...(server === null ? {} : { server }),
    },
    orderBy: { id: backwards ? Prisma.SortOrder.asc : Prisma.SortOrder.desc },
    take: siteEventPageSize + 1,
  })
  const more = found.length > siteEventPageSize
  const page = found.slice(0, siteEventPageSize)
  const rows = (backwards ? page.toReversed() : page).map((row) => ({
    ...row,
    id: String(row.id),
    level: row.level as SiteEvent['level'],
  })) satisfies readonly SiteEventRow[]
  return {
    rows,
    previous: (backwards ? more : after !== null) ? (rows[0]?.id ?? null) : null,
    next: backwards || more ? (rows.at(-1)?.id ?? null) : null,
  }
}
