import type { Noun, Stored } from '@/lib/exchange'
import type { World } from '../world'
import { type KnownNeighbor, knownNeighbors } from './known-neighbors'

/** Where a server hangs up: at once, after MAIL FROM, or when it has the message and says nothing of it. */
export const dropPlaces = ['Never', 'Greeting', 'Mail', 'Data'] as const

/** How another organization's mail server behaves now. */
export interface NeighborSettings {
  /** Nothing answers at its addresses. */
  readonly down: boolean
  /** Its disk: 452 4.3.1 to everybody. */
  readonly full: boolean
  /** Who comes for the first time is asked to come again after five minutes. */
  readonly greylisting: boolean
  /** Believes SPF records: a hard fail is refused. */
  readonly refusePolicy: boolean
  /** Addresses on its block list. */
  readonly blockedAddresses: readonly string[]
  readonly requireTls: boolean
  readonly dropAt: (typeof dropPlaces)[number]
  /** Seconds before it greets, and before it says that it took a message. */
  readonly delaySeconds: number
  /** Mailboxes that are full for good: 552 5.2.2. Names before the @. */
  readonly fullMailboxes: readonly string[]
  /** Mailboxes that are full for the moment: 452 4.2.2. */
  readonly deferredMailboxes: readonly string[]
  /** Mailboxes that answer by themselves. */
  readonly autoReplyMailboxes: readonly string[]
}

/** Only what somebody has set is kept; the name is the domain. */
export const neighbor: Noun<Partial<NeighborSettings>> = {
  class: 'Neighbor',
  title: 'neighbor',
  secrets: [],
}

const usual: NeighborSettings = {
  down: false,
  full: false,
  greylisting: false,
  refusePolicy: false,
  blockedAddresses: [],
  requireTls: false,
  dropAt: 'Never',
  delaySeconds: 0,
  fullMailboxes: [],
  deferredMailboxes: [],
  autoReplyMailboxes: [],
}

/** How a neighbor behaves now: by itself, and as it was set. */
export function settingsOf(
  { initially }: KnownNeighbor,
  kept: Stored<Partial<NeighborSettings>> | null | undefined,
): NeighborSettings {
  return { ...usual, ...initially, ...kept?.properties }
}

export function findNeighbor(domain: string): KnownNeighbor | null {
  const wanted = domain.toLowerCase()
  return knownNeighbors.find((one) => one.domain === wanted) ?? null
}

export interface NeighborNow {
  readonly known: KnownNeighbor
  readonly settings: NeighborSettings
}

/** Every neighbor with what it does at this moment. */
export function neighborsNow({ neighbors = [] }: Pick<World, 'neighbors'>): readonly NeighborNow[] {
  return knownNeighbors.map((known) => ({
    known,
    settings: settingsOf(
      known,
      neighbors.find(({ name }) => name.toLowerCase() === known.domain),
    ),
  }))
}
