import { Prisma } from '@/prisma/generated/client'

/** A place in a sorted list: the last row's sort value and its id. Kept in the address bar, so read with suspicion. */
export interface Place {
  readonly value: string
  readonly id: string
}

export function writePlace({ value, id }: Place): string {
  return Buffer.from(JSON.stringify([value, id])).toString('base64url')
}

/** Whether it is a row's id as our own addresses hold it. */
export function isRowId(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)
}

/** Null for anything that we did not write: the list then begins at its beginning. */
export function readPlace(text: string | undefined): Place | null {
  if (!text || text.length > 2000) return null
  try {
    const [value, id] = JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as unknown[]
    const ours = typeof value === 'string' && typeof id === 'string' && isRowId(id) && !value.includes('\0')
    return ours ? { value, id } : null
  } catch {
    return null
  }
}

/** One page of a list, with where the neighbouring pages begin. */
export interface Slice<T> {
  readonly rows: readonly T[]
  readonly previous: string | null
  readonly next: string | null
  /** How many there are in all; `more` when counting stopped at this number. */
  readonly total: { readonly count: number; readonly more: boolean }
}

/** The places between which a page lies: beyond `after`, or backwards from `before`. */
export interface Between {
  readonly after: Place | null
  readonly before: Place | null
}

/** From where a page is looked for, and which way: backwards from `before`, in the list's own order from `after`. */
export function walkOf({ after, before }: Between, descending: boolean) {
  const down = descending !== (before !== null)
  return {
    from: before ?? after,
    direction: Prisma.raw(down ? 'desc' : 'asc'),
    beyond: Prisma.raw(down ? '<' : '>'),
  }
}

/**
 * The page among the rows that were found.
 * @param found in the order of the walk, one more than a page holds where there are more
 * @returns its rows in the order of the list, and where the neighbouring pages begin
 */
export function pageOf<T>(
  found: readonly T[],
  size: number,
  { after, before }: Between,
  placeOf: (row: T) => Place,
): Omit<Slice<T>, 'total'> {
  const backwards = before !== null
  const more = found.length > size
  const rows = found.slice(0, size)
  if (backwards) rows.reverse()
  const place = (row: T | undefined) => (row === undefined ? null : writePlace(placeOf(row)))
  return {
    rows,
    previous: (backwards ? more : after !== null) ? place(rows[0]) : null,
    next: (backwards ? true : more) ? place(rows.at(-1)) : null,
  }
}
