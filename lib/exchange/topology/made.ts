import { ok, type Result } from '@/lib/shell'
import type { Noun, Site } from '../store'

/** An object that Setup makes. */
export interface Made<P = unknown> {
  readonly noun: Noun<P>
  readonly name: string
  readonly properties: P
}

export function made<P>(noun: Noun<P>, name: string, properties: P): Made {
  return { noun: noun as Noun<unknown>, name, properties }
}

export async function insertAll(objects: readonly Made[], { store }: Site): Promise<Result<unknown>> {
  for (const { noun, name, properties } of objects) {
    const inserted = await store.insert(noun, name, properties)
    if (!inserted.ok) return inserted
  }
  return ok(undefined)
}

/** Those that are not there, by their names. */
export async function missingOf(objects: readonly Made[], { store }: Site): Promise<readonly Made[]> {
  const missing: Made[] = []
  for (const one of objects) if (!(await store.find(one.noun, one.name))) missing.push(one)
  return missing
}
