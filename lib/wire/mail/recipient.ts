import { acceptedDomain, type Site } from '@/lib/exchange'

/** What Exchange says to RCPT TO of a stranger. */
export type Verdict = 'accepted' | 'unknown' | 'relay'

function isWithinDomain(domain: string, accepted: string): boolean {
  if (!accepted.startsWith('*.')) return domain === accepted
  const base = accepted.slice(2)
  return domain === base || domain.endsWith(`.${base}`)
}

async function hasMailbox({ store }: Site, address: string): Promise<boolean> {
  const user = await store.users.find(address)
  return user?.mailbox?.addresses.some((one) => one.address.toLowerCase() === address) ?? false
}

/** Strangers may write to the site's own domains only; in those that it is the authority for, to those who exist. */
export async function judgeRecipient(site: Site, recipient: string): Promise<Verdict> {
  const address = recipient.toLowerCase()
  const domain = address.slice(address.lastIndexOf('@') + 1)
  const accepted = (await site.store.list(acceptedDomain))
    .map(({ properties }) => properties)
    .find(({ domainName }) => isWithinDomain(domain, domainName.toLowerCase()))
  if (!accepted || !address.includes('@')) return 'relay'
  if (accepted.domainType !== 'Authoritative') return 'accepted'
  return (await hasMailbox(site, address)) ? 'accepted' : 'unknown'
}
