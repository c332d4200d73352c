import type { Site, Stored } from '@/lib/exchange'
import { mandatory, ok, type Parameter, parsed, piped, type Result, refuse } from '@/lib/shell'
import { shown } from '../names'
import { type KnownNeighbor, knownNeighbors } from '../neighbors/known-neighbors'
import { findNeighbor, type NeighborSettings, neighbor, settingsOf } from '../neighbors/neighbor'

function parseNeighbor(text: string): Result<KnownNeighbor> {
  const found = findNeighbor(text.trim())
  if (found) return ok(found)
  return refuse('ObjectNotFound', 'NeighborNotFound', `"${shown(text)}" is no neighbor of this site.`, {
    target: 'Identity',
    recommendedAction: `Give the domain of one of them: ${knownNeighbors.map(({ domain }) => domain).join(', ')}.`,
  })
}

/** The domain of a neighbor. */
export const identity: Parameter<KnownNeighbor> = { ...parsed('String', parseNeighbor), position: 1 }
export const theIdentity = piped(mandatory(identity, 1))

/** The part of an address before the @, in lower case. */
export const mailboxName: Parameter<string> = parsed('String', (text) => {
  const name = text.trim().toLowerCase()
  return /^[a-z0-9][a-z0-9._+-]{0,63}$/.test(name)
    ? ok(name)
    : refuse('InvalidData', 'MailboxNameInvalid', `"${shown(text)}" is no name of a mailbox.`, {
        recommendedAction: 'Give the part before the @, such as j.park.',
      })
})

/** A neighbor with what was set of it, and what it does therefore. */
export interface OpenNeighbor {
  readonly known: KnownNeighbor
  readonly kept: Stored<Partial<NeighborSettings>> | null
  readonly settings: NeighborSettings
}

export async function openNeighbor({ store }: Site, known: KnownNeighbor): Promise<OpenNeighbor> {
  const kept = await store.find(neighbor, known.domain)
  return { known, kept, settings: settingsOf(known, kept) }
}

export async function changeNeighbor(
  { store }: Site,
  { known, kept }: OpenNeighbor,
  change: Partial<NeighborSettings>,
): Promise<Result<Stored<Partial<NeighborSettings>>>> {
  return kept ? store.update(neighbor, kept, change) : store.insert(neighbor, known.domain, change)
}
