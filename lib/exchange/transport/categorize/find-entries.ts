import type { Directory, DirectoryEntry } from './directory'
import { readEncapsulated } from './encapsulated-address'
import type { Asked } from './mail-at-hand'

/** What the directory says of a recipient. */
export type Found =
  | { readonly kind: 'entry'; readonly entry: DirectoryEntry }
  | { readonly kind: 'nobody' }
  /** The id, or the address of Exchange's own kind, is nobody's. */
  | { readonly kind: 'gone' }
  | { readonly kind: 'several' }
  | { readonly kind: 'invalid' }
  | { readonly kind: 'other'; readonly type: string; readonly address: string }

/** Looks all of them up with one question by id and one by address. */
export async function findEntries(asked: readonly Asked[], directory: Directory): Promise<readonly Found[]> {
  const keys = asked.map(keyOf)
  const ids = keys.flatMap((key) => ('id' in key && key.id !== null ? [key.id] : []))
  const addresses = keys.flatMap((key) => ('address' in key ? [key.address] : []))
  const [byId, byAddress] = await Promise.all([
    ids.length > 0 ? directory.byId(ids) : new Map<string, DirectoryEntry>(),
    addresses.length > 0 ? directory.byAddress(addresses) : new Map<string, readonly DirectoryEntry[]>(),
  ])
  return keys.map((key): Found => {
    if ('found' in key) return key.found
    if ('id' in key) return one(key.id === null ? undefined : byId.get(key.id)) ?? { kind: 'gone' }
    const [entry, another] = byAddress.get(key.address) ?? []
    return another ? { kind: 'several' } : (one(entry) ?? { kind: 'nobody' })
  })
}

const one = (entry: DirectoryEntry | undefined): Found | null => (entry ? { kind: 'entry', entry } : null)

type Key = { readonly id: string | null } | { readonly address: string } | { readonly found: Found }

function keyOf({ id, recipient }: Asked): Key {
  if (id !== undefined) return { id }
  const inner = readEncapsulated(recipient.address)
  if (inner === null) return { address: recipient.address.toLowerCase() }
  if (inner.kind === 'exchange') return { id: inner.id }
  return { found: inner }
}
