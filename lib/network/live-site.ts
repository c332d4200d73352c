import type { Noun } from '@/lib/exchange'

/**
 * What an administrator has confirmed of the real site: live checks connect to these names and addresses, and to
 * nothing else. One object, named 'Live'; absent until it was confirmed.
 */
export interface LiveSite {
  /** Domains of the site; the names below them count, too. */
  readonly names: readonly string[]
  /** Public addresses of the site. */
  readonly addresses: readonly string[]
  /** The public resolver that names are asked at. */
  readonly resolver: string
  /** Who confirmed it: `$env:username`. */
  readonly confirmedBy: string
  /** ISO 8601, by this computer's clock: the real site knows no other. */
  readonly confirmedAt: string
}

export const liveSite: Noun<LiveSite> = { class: 'LiveSite', title: 'confirmed real site', secrets: [] }
export const liveSiteName = 'Live'
