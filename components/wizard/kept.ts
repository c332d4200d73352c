import type { Typed } from './answers'

/** What a reload finds again: no passwords, no files. */
export interface Kept {
  readonly typed: Typed
  readonly step: string
  /** The key that start() gets: the same run is never started twice, not even after a reload. */
  readonly key: string
  readonly runId: string | null
}

/** The query names what the wizard is for: the answers about one user are not kept for another. */
const place = (wizardId: string) => `wizard:${wizardId}${location.search}`

export function keep(wizardId: string, kept: Kept) {
  try {
    sessionStorage.setItem(place(wizardId), JSON.stringify(kept))
  } catch {
    // Storage is full or forbidden: a reload starts anew.
  }
}

export function findKept(wizardId: string): Kept | null {
  try {
    return JSON.parse(sessionStorage.getItem(place(wizardId)) ?? 'null') as Kept | null
  } catch {
    return null
  }
}

export function forget(wizardId: string) {
  try {
    sessionStorage.removeItem(place(wizardId))
  } catch {
    // Nothing was kept either.
  }
}

/** 128 random bits; crypto.randomUUID exists only on https and localhost. */
export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('')
}
