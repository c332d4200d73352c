/** One text that Tab offers. */
export interface Offer {
  readonly text: string
  /** What a list of offers shows, where it differs: a parameter with its type. */
  readonly shown: string
  readonly kind: 'command' | 'parameter' | 'value' | 'variable' | 'path' | 'member'
  readonly about: string
}

/** What Tab offers: the text between `from` and `to` is replaced by one of them. */
export interface Completed {
  readonly from: number
  readonly to: number
  readonly offers: readonly Offer[]
}

/** More than anybody reads. */
export const mostOffers = 100

export const begins = (text: string, prefix: string) => text.toLowerCase().startsWith(prefix.toLowerCase())

/** Each text once, in the order of the alphabet. */
export function sorted(offers: readonly Offer[]): Offer[] {
  const once = new Map(offers.map((one) => [one.text.toLowerCase(), one]))
  return [...once.values()].sort((a, b) => (a.text.toLowerCase() < b.text.toLowerCase() ? -1 : 1))
}
