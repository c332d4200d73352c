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
