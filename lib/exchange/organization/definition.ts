import type { Result, Value } from '@/lib/shell'
import { type Noun, noun, type Site, type Stored } from '../store'
import type { ExchangeVersion } from '../topology/exchange-version'
import type { Kind } from './kind'

/** One property that Get- shows under this name and that New- and Set- take as a parameter. */
export interface Setting<P> {
  readonly key: keyof P & string
  readonly kind: Kind<unknown>
  /** Where the parameter exists; absent for all versions. */
  readonly versions?: readonly ExchangeVersion[]
}

/** By Exchange's name of the property: `ExternalUrl`. */
export type Settings<P> = Readonly<Record<string, Setting<P>>>

/** All that the cmdlets of a noun have to know of it. It is the noun itself: `store.list(acceptedDomain)`. */
export interface Definition<P> extends Noun<P> {
  readonly settings: Settings<P>
  /** The columns of Get-'s table. */
  readonly columns: readonly string[]
  /** Properties that Get- shows and no cmdlet sets. */
  readonly show?: (stored: Stored<P>) => Readonly<Record<string, unknown>>
  /** Documented properties that nothing here acts on, as they are until somebody sets them. */
  readonly defaults?: Readonly<Record<string, Value>>
  /** Further identities beside name and guid: EXCH01\owa for EXCH01\owa (Default Web Site). */
  readonly alsoKnownAs?: (stored: Stored<P>) => readonly string[]
  /** What does not go together, asked before the object is kept; `id` is null while it is new. */
  readonly check?: (object: Candidate<P>, site: Site) => Promise<Result<void>>
}

/** An object as it would be. */
export interface Candidate<P> {
  readonly id: string | null
  readonly name: string
  readonly properties: P
}

/** Gives a setting its types: `const set = settingsOf<AcceptedDomain>()`, `DomainType: set('domainType', kind)`. */
export function settingsOf<P>() {
  return <K extends keyof P & string>(
    key: K,
    kind: Kind<P[K]>,
    versions?: readonly ExchangeVersion[],
  ): Setting<P> => ({ key, kind: kind as Kind<unknown>, ...(versions ? { versions } : {}) })
}

export function define<P>(
  className: string,
  title: string,
  more: Omit<Definition<P>, keyof Noun<P>> & { readonly secrets?: readonly (keyof P & string)[] },
): Definition<P> {
  const { secrets = [], ...rest } = more
  return { ...noun<P>(className, title, secrets), ...rest }
}

/** An identity's last part: `EXCH01\Default EXCH01` is named `Default EXCH01`. */
export function shortName(identity: string): string {
  return identity.slice(identity.indexOf('\\') + 1)
}

/** An object as Get- writes it to the pipeline. */
export function showObject<P>(definition: Definition<P>, stored: Stored<P>): object {
  const shown = Object.entries(definition.settings).map(([name, { key, kind }]) => {
    const value = stored.properties[key]
    return [name, kind.show ? kind.show(value) : value]
  })
  return {
    Name: shortName(stored.name),
    ...Object.fromEntries(shown),
    ...definition.defaults,
    ...(stored.properties as { readonly more?: Readonly<Record<string, Value>> }).more,
    ...definition.show?.(stored),
    Identity: stored.name,
    Guid: stored.id,
    WhenCreated: stored.whenCreated.toISOString(),
    WhenChanged: stored.whenChanged.toISOString(),
  }
}
