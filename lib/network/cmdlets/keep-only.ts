import type { Noun, Site } from '@/lib/exchange'

/** Keeps the only object of its class: over the one before, if there is one. */
export async function keepOnly<P extends object>(
  { store }: Site,
  noun: Noun<P>,
  name: string,
  properties: P,
) {
  const before = await store.find(noun, name)
  return before ? store.update(noun, before, properties) : store.insert(noun, name, properties)
}
