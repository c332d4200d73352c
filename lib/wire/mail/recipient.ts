import { acceptedDomain, type Site } from '@/lib/exchange'

/** What Exchange says to RCPT TO of a stranger. */
export type Verdict = 'accepted' | 'unknown' | 'relay'

function isWithinDomain(domain: string, accepted: string): boolean {
  if (!accepted.startsWith('*.')) return domain === accepted
  const base = accepted.slice(2)
  return domain === base || domain.endsWith(`.${base}`)
}

/** The accepted domain that an address belongs to; null where the site is not responsible for it. */
export async function acceptedDomainOf({ store }: Site, recipient: string) {
  const address = recipient.toLowerCase()
  if (!address.includes('@')) return null
  const domain = address.slice(address.lastIndexOf('@') + 1)
  const all = (await store.list(acceptedDomain)).map(({ properties }) => properties)
  return all.find(({ domainName }) => isWithinDomain(domain, domainName.toLowerCase())) ?? null
}

/** Whether somebody has the address: a user, a group, a contact. */
async function hasRecipient({ store }: Site, address: string): Promise<boolean> {
  const user = await store.users.find(address)
  const addresses = (user?.mailbox ?? user?.attributes.mail)?.addresses ?? []
  if (addresses.some((one) => one.address.toLowerCase() === address)) return true
  return (await store.addresses.find(address)) !== null
}

/** Strangers may write to the site's own domains only; in those that it is the authority for, to those who exist. */
export async function judgeRecipient(site: Site, recipient: string): Promise<Verdict> {
  const accepted = await acceptedDomainOf(site, recipient)
  if (!accepted) return 'relay'
  if (accepted.domainType !== 'Authoritative') return 'accepted'
  return (await hasRecipient(site, recipient.toLowerCase())) ? 'accepted' : 'unknown'
}

const mostRemembered = 20_000

/** Judges as `judgeRecipient`, and remembers: for as long as the site is as it was read. */
export function recipientJudge(site: Site): (recipient: string) => Promise<Verdict> {
  const known = new Map<string, Verdict>()
  return async (recipient) => {
    const key = recipient.toLowerCase()
    const before = known.get(key)
    if (before) return before
    const verdict = await judgeRecipient(site, key)
    if (known.size < mostRemembered) known.set(key, verdict)
    return verdict
  }
}
