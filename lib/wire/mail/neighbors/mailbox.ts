import type { SmtpReply } from '@/lib/exchange'
import type { NeighborNow } from '@/lib/network'
import { isAboutContent, namedReply } from './named-code'

interface Parts {
  readonly local: string
  readonly domain: string
}

export function partsOf(address: string): Parts {
  const at = address.lastIndexOf('@')
  return {
    local: address.slice(0, Math.max(at, 0)).toLowerCase(),
    domain: address.slice(at + 1).toLowerCase(),
  }
}

/** The address in a reply; it may hold anything that RFC 6531 allows. */
const shown = (address: string) => `<${address.replace(/\p{Cc}/gu, '').slice(0, 100)}>`

/** What a neighbor says to a recipient; null: it has the mailbox, and there is room. */
export function mailboxRefusal({ known, settings }: NeighborNow, address: string): SmtpReply | null {
  const { local, domain } = partsOf(address)
  if (domain !== known.domain)
    return known.relays
      ? null
      : { code: 554, status: '5.7.1', text: `${shown(address)}: Relay access denied` }
  const named = known.answersCodes ? namedReply(local) : null
  if (named && !isAboutContent(named)) return named
  if (settings.fullMailboxes.includes(local))
    return { code: 552, status: '5.2.2', text: `${shown(address)}: Mailbox is full` }
  if (settings.deferredMailboxes.includes(local))
    return { code: 452, status: '4.2.2', text: `${shown(address)}: Mailbox is full, try again later` }
  // RFC 5321 §4.5.1
  if (local === 'postmaster' || known.mailboxes === null || known.mailboxes.includes(local)) return null
  return { code: 550, status: '5.1.1', text: `${shown(address)}: Recipient address rejected: User unknown` }
}

/** What a neighbor says to the content of a message by who it is for; null: it takes it. */
export function contentRefusal({ known }: NeighborNow, addresses: readonly string[]): SmtpReply | null {
  if (!known.answersCodes) return null
  const named = addresses.flatMap((address) => namedReply(partsOf(address).local) ?? [])
  return named.find(isAboutContent) ?? null
}
