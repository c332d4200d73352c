import type { Site } from '../../store'

/** What an address is shown as. */
export type DisplayName = (address: string) => string

/** As with -DoNotResolve: nobody is looked up. */
export const unresolved: DisplayName = (address) => address

/** Of one question to the store. */
const mostAddresses = 10_000

/** The names of those of the organization; others, and those beyond the limit, are shown by their address. */
export async function displayNames(site: Site, addresses: Iterable<string>): Promise<DisplayName> {
  const keys = new Set([...addresses].map((one) => one.toLowerCase()))
  const names = await site.store.addresses.displayNames([...keys].slice(0, mostAddresses))
  return (address) => names.get(address.toLowerCase()) ?? address
}
