import { isList, type Value } from '@/lib/shell'
import { parseSize } from '../../directory/quota'
import type { More } from '../../store'

/** What the categorizer knows of a recipient of the organization. */
export interface DirectoryEntry {
  readonly id: string
  readonly kind: 'mailbox' | 'mailUser' | 'contact' | 'group' | 'dynamicGroup'
  readonly name: string
  /** The primary address; null where none is set. */
  readonly primary: string | null
  readonly mailbox: { readonly guid: string; readonly database: string } | null
  /** Where mail to a contact or a mail user goes on to. */
  readonly external: string | null
  /** Of a group: ids. */
  readonly members: readonly string[]
  /** Of a dynamic group: an OPATH filter, and the unit that it looks in. */
  readonly filter: string | null
  readonly container: string | null
  /** By Exchange's names: ForwardingAddress, AcceptMessagesOnlyFrom. Recipients in them are ids. */
  readonly more: More
}

/** The directory as the categorizer asks it: many at once, for a question costs more than its answer. */
export interface Directory {
  /** By addresses in lower case. Who has an address that several have is told as several. */
  byAddress(addresses: readonly string[]): Promise<ReadonlyMap<string, readonly DirectoryEntry[]>>
  /** Ids that nobody has are left out. */
  byId(ids: readonly string[]): Promise<ReadonlyMap<string, DirectoryEntry>>
  /** The ids that a dynamic group means; null where its filter cannot be read. */
  matching(filter: string, container: string | null): Promise<readonly string[] | null>
}

/** The recipients that a property names, by their ids. */
export function idsIn(more: More, name: string): readonly string[] {
  const value: Value = more[name] ?? null
  if (value === null || value === '') return []
  return (isList(value) ? value : [value]).map(String)
}

export function flagIn(more: More, name: string, initial = false): boolean {
  const value = more[name]
  return typeof value === 'boolean' ? value : initial
}

export function textIn(more: More, name: string): string | null {
  const value = more[name]
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null
}

/** A size in bytes, as Set-Mailbox keeps it (`10 MB (10,485,760 bytes)`); null where none is set, or Unlimited. */
export function sizeIn(more: More, name: string): number | null {
  const value = more[name]
  return typeof value === 'number' ? value : typeof value === 'string' ? parseSize(value) : null
}

/** A count such as RecipientLimits; null where none is set, or Unlimited. */
export function countIn(more: More, name: string): number | null {
  const value = more[name]
  return typeof value === 'number'
    ? value
    : typeof value === 'string' && /^\d{1,9}$/.test(value)
      ? Number(value)
      : null
}
