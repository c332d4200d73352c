import type { Site } from '../../store'
import { findRecipient } from '../recipients/find-recipient'

/** What an address is shown as. */
export type DisplayName = (address: string) => string

/** As with -DoNotResolve: nobody is looked up. */
export const unresolved: DisplayName = (address) => address

/** Each lookup is a question to the store. */
const mostLookups = 500

/** The names of those of the organization; others, and those beyond the limit, are shown by their address. */
export async function displayNames(site: Site, addresses: Iterable<string>): Promise<DisplayName> {
  const keys = new Set([...addresses].map((one) => one.toLowerCase()).filter((one) => one.includes('@')))
  const names = new Map<string, string>()
  for (const key of [...keys].slice(0, mostLookups)) {
    const found = await findRecipient(site, key)
    if (found) names.set(key, found.kind === 'user' ? found.user.name : found.object.properties.displayName)
  }
  return (address) => names.get(address.toLowerCase()) ?? address
}
