import type { Address } from '../store'
import { sameAddress } from './address'
import { type Person, parseAddressTemplate, renderLocalPart } from './address-template'

/**
 * The addresses that templates give a person, beside those that he has: nothing is ever taken away, the
 * address of the `SMTP:` template becomes the primary one. While `isTaken` says so, a number is appended to the
 * part before the @, as Exchange does for two people of one name.
 */
export async function applyTemplates(
  templates: readonly string[],
  person: Person,
  current: readonly Address[],
  isTaken: (address: string) => Promise<boolean>,
): Promise<readonly Address[]> {
  let addresses = [...current]
  for (const template of templates) {
    const address = await makeAddress(template, person, addresses, isTaken)
    if (!address) continue
    const primary = template.startsWith('SMTP:')
    const others = addresses
      .filter((one) => !sameAddress(one.address, address))
      .map((one) => (primary ? { ...one, primary: false } : one))
    const had = addresses.find((one) => sameAddress(one.address, address))
    addresses = [...others, { address, primary: primary || (had?.primary ?? false) }]
  }
  return primaryFirst(addresses)
}

async function makeAddress(
  template: string,
  person: Person,
  current: readonly Address[],
  isTaken: (address: string) => Promise<boolean>,
): Promise<string | null> {
  const parsed = parseAddressTemplate(template)
  if (!parsed.ok) return null
  const localPart = renderLocalPart(parsed.value, person)
  for (let number = 1; ; number++) {
    const suffix = number === 1 ? '' : String(number)
    const address = `${localPart.slice(0, 64 - suffix.length)}${suffix}@${parsed.value.domain}`
    const own = current.some((one) => sameAddress(one.address, address))
    if (own || !(await isTaken(address))) return address
  }
}

/** The primary address first, then the others in their order. */
export function primaryFirst(addresses: readonly Address[]): readonly Address[] {
  return [...addresses.filter(({ primary }) => primary), ...addresses.filter(({ primary }) => !primary)]
}

/** Another primary address; the former one stays as a further address. */
export function withPrimary(addresses: readonly Address[], primary: string): readonly Address[] {
  const others = addresses
    .filter(({ address }) => !sameAddress(address, primary))
    .map(({ address }) => ({ address, primary: false }))
  return [{ address: primary, primary: true }, ...others]
}

/** `SMTP:FrankM@contoso.com` for the primary address, `smtp:…` for each other: Exchange's ProxyAddressCollection. */
export function writeAddresses(addresses: readonly Address[]): readonly string[] {
  return addresses.map(({ address, primary }) => `${primary ? 'SMTP' : 'smtp'}:${address}`)
}

export function primaryAddress(addresses: readonly Address[]): string {
  return addresses.find(({ primary }) => primary)?.address ?? ''
}
