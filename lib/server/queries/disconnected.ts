import { Prisma } from '@/prisma/generated/client'
import { firstOf, type Parameters } from '../address'
import { db } from '../db'
import { type Place, pageOf, readPlace, type Slice, walkOf } from './keyset'

export interface DisconnectedRow {
  readonly guid: string
  readonly displayName: string
  readonly database: string
  readonly bytes: number
  readonly disconnectedAt: Date
}

export interface DisconnectedQuery {
  readonly after: Place | null
  readonly before: Place | null
}

export const disconnectedPageSize = 50

/** A moment as `toISOString` writes it; anything else is no place of this list. */
function readMoment(text: string | undefined): Place | null {
  const place = readPlace(text)
  const written = place && /^\d{4}-\d\d-\d\dT[\d:.]{12}Z$/.test(place.value)
  return written && !Number.isNaN(Date.parse(place.value)) ? place : null
}

/** The address bar's words as a query; anything unknown counts as not given. */
export function readDisconnectedQuery({ after, before }: Parameters): DisconnectedQuery {
  return { after: readMoment(firstOf(after)), before: readMoment(firstOf(before)) }
}

interface Found extends Omit<DisconnectedRow, 'bytes'> {
  readonly bytes: bigint
}

/** One page of the mailboxes that no account has, those that lost theirs last first; found by key. */
export async function listDisconnected(
  query: DisconnectedQuery,
): Promise<Omit<Slice<DisconnectedRow>, 'total'>> {
  const { from, direction, beyond } = walkOf(query, true)
  const start = from
    ? Prisma.sql`("disconnectedAt", "guid") ${beyond} (${new Date(from.value)}::timestamptz, ${from.id}::uuid)`
    : Prisma.sql`true`
  const found = await db.$queryRaw<Found[]>`
    select "guid", "displayName", "database", "bytes", "disconnectedAt" from "DisconnectedMailbox"
    where ${start} order by "disconnectedAt" ${direction}, "guid" ${direction} limit ${disconnectedPageSize + 1}`
  const page = pageOf(found, disconnectedPageSize, query, ({ disconnectedAt, guid }) => ({
    value: disconnectedAt.toISOString(),
    id: guid,
  }))
  return { ...page, rows: page.rows.map((row) => ({ ...row, bytes: Number(row.bytes) })) }
}
