import { type Directory, matchingRecipients, type Site } from '@/lib/exchange'
import type { Queryable } from '../pool'
import { entriesByAddress, entriesById } from './directory-rows'

/**
 * The directory for one batch of messages: what they all ask within one turn of the event loop is one query, and what
 * was asked before is not asked again. It is as old as the batch.
 */
export function batchedDirectory(on: Queryable, site: Site): Directory {
  const address = batched((keys) => entriesByAddress(on, keys))
  const id = batched((keys) => entriesById(on, keys))
  const groups = new Map<string, Promise<readonly string[] | null>>()
  return {
    byAddress: address,
    byId: id,
    matching(filter, container) {
      const key = JSON.stringify([filter, container])
      const asked = groups.get(key) ?? matchingRecipients(site, filter, container)
      groups.set(key, asked)
      return asked
    },
  }
}

type Ask<T> = (keys: readonly string[]) => Promise<ReadonlyMap<string, T>>

function batched<T>(ask: Ask<T>): Ask<T> {
  const known = new Map<string, Promise<ReadonlyMap<string, T>>>()
  let waiting: { readonly keys: Set<string>; readonly answer: Promise<ReadonlyMap<string, T>> } | null = null
  const open = () => {
    const keys = new Set<string>()
    const turn = new Promise<void>((resolve) => setImmediate(resolve))
    const answer = turn.then(() => {
      waiting = null
      return ask([...keys])
    })
    return { keys, answer }
  }
  return async (keys) => {
    for (const key of keys) {
      if (known.has(key)) continue
      waiting ??= open()
      waiting.keys.add(key)
      known.set(key, waiting.answer)
    }
    const found = new Map<string, T>()
    for (const key of keys) {
      const value = (await known.get(key))?.get(key)
      if (value !== undefined) found.set(key, value)
    }
    return found
  }
}
