export type Parameters = Readonly<Record<string, string | string[] | undefined>>

/** What Next hands to a page whose address has a query. */
export interface PageProps {
  readonly searchParams: Promise<Parameters>
}

/** A word of the query; of several by one name, the first. */
export function firstOf(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value
}

/** A page's own address with some of its query changed; null takes a word out. */
export function address(
  path: string,
  parameters: Parameters,
  change: Readonly<Record<string, string | null>>,
): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries({ ...parameters, ...change })) {
    const first = value === null ? undefined : firstOf(value)
    if (first) query.set(name, first)
  }
  return query.size > 0 ? `${path}?${query}` : path
}
