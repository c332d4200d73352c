import type { Value } from '@/lib/shell'
import type { DocumentedParameter } from '../reference'

/** Documented properties that nothing here acts on: kept as they were given, and shown under their names. */
export type More = Readonly<Record<string, Value>>

/** Where a noun keeps them, beside what it models. */
export interface WithMore {
  readonly more?: More
}

const attached = Symbol('documented properties that were given')

/** What a cmdlet does, with whom and how much of it: none of it is a property of the object. */
const acts = new Set([
  ...['Identity', 'DomainController', 'Confirm', 'WhatIf', 'Force', 'Name', 'Server', 'Organization'],
  ...['Filter', 'ResultSize', 'SortBy', 'Anr', 'Credential', 'GlobalCatalog', 'OrganizationalUnit'],
])

const secretTypes = /^(SwitchParameter|SecureString|PSCredential|Byte\[\])/

function isProperty(name: string, { type }: DocumentedParameter): boolean {
  return !acts.has(name) && !secretTypes.test(type)
}

/** Keeps with the bound values which of them are such properties. */
export function attachMore<B extends object>(bound: B, added: ReadonlyMap<string, DocumentedParameter>): B {
  const more = Object.entries(bound).filter(([name]) => {
    const facts = added.get(name)
    return facts !== undefined && isProperty(name, facts)
  })
  return more.length === 0 ? bound : { ...bound, [attached]: Object.fromEntries(more) }
}

/** The documented properties that were given beside those that the noun models. */
export function givenMore(given: object): More {
  return (given as { readonly [attached]?: More })[attached] ?? {}
}

/** The same, with other values: what `@{Add=…}` comes to. */
export function withGivenMore<G extends object>(given: G, more: More): G {
  return { ...given, [attached]: more }
}

export function keptMore(properties: unknown): More {
  return (properties as WithMore | null)?.more ?? {}
}

/** What is kept afterwards: `$null` takes a property back to its default. Undefined when nothing is left. */
export function mergeMore(former: More, change: More): More | undefined {
  const entries = Object.entries({ ...former, ...change }).filter(([, value]) => value !== null)
  return entries.length === 0 ? undefined : Object.fromEntries(entries)
}

/** The arguments that turn `after` back to `before`. */
export function moreBack(before: More, after: More): Record<string, Value> {
  const names = new Set([...Object.keys(before), ...Object.keys(after)])
  return Object.fromEntries(
    [...names]
      .filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
      .map((name) => [name, before[name] ?? null]),
  )
}
