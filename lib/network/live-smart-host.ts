import type { Noun } from '@/lib/exchange'
import { ok, type Result, refuse } from '@/lib/shell'
import { addressScope, parseIpv4 } from './addresses'
import { parseDomainName, shown } from './names'

/**
 * The one real server that mail of the rehearsal may go to, as an administrator has confirmed it. A send connector that
 * names it as its smart host leads there; without this, and to all others, mail stays in the simulated world. One
 * object, named 'Live'.
 */
export interface LiveSmartHost {
  /** As connectors name it: a host name, or an address in brackets. */
  readonly smartHost: string
  /** Addresses and domains, in lower case: mail leaves for these recipients alone. */
  readonly recipients: readonly string[]
  /** Who confirmed it: `$env:username`. */
  readonly confirmedBy: string
  /** ISO 8601, by this computer's clock. */
  readonly confirmedAt: string
}

export const liveSmartHost: Noun<LiveSmartHost> = {
  class: 'LiveSmartHost',
  title: 'confirmed real smart host',
  secrets: [],
}
export const liveSmartHostName = 'Live'

/** Whether a connector's smart host is the one that was confirmed. */
export function isLiveSmartHost(confirmed: LiveSmartHost | undefined, smartHost: string): boolean {
  return confirmed?.smartHost.toLowerCase() === smartHost.trim().toLowerCase()
}

/** Whether mail may leave for a recipient: its address is confirmed, or its domain. Domains below a domain are others. */
export function mayLeaveFor({ recipients }: LiveSmartHost, address: string): boolean {
  const asked = address.trim().toLowerCase()
  return recipients.includes(asked) || recipients.includes(asked.slice(asked.lastIndexOf('@') + 1))
}

function wrong(errorId: string, message: string, recommendedAction: string): Result<never> {
  return refuse('InvalidArgument', errorId, message, { recommendedAction })
}

/** A host name, or an IPv4 address that can be another computer's, which gets brackets. As a send connector writes it. */
export function parseLiveSmartHost(text: string): Result<string> {
  if (text.includes(':'))
    return wrong(
      'AddressIsNotTaken',
      `"${shown(text)}" has a colon.`,
      'Use the name of the server, without a port; an IPv6 address is not taken here.',
    )
  const address = parseIpv4(text.trim().replace(/^\[(.*)\]$/, '$1'))
  if (!address.ok) return parseDomainName(text)
  const scope = addressScope(address.value)
  return scope === 'public' || scope === 'private'
    ? ok(`[${address.value}]`)
    : wrong(
        'NotAnotherComputer',
        `${address.value} is this computer itself, or no computer’s address.`,
        'Use the name or the address of the server that takes your mail.',
      )
}

/** An address, or a domain for all of its addresses; in lower case. */
export function parseLiveRecipient(text: string): Result<string> {
  const recipient = text.trim().toLowerCase()
  const at = recipient.lastIndexOf('@')
  const domain = parseDomainName(recipient.slice(at + 1))
  if (!domain.ok || at < 0) return domain
  return /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/.test(recipient.slice(0, at))
    ? ok(`${recipient.slice(0, at)}@${domain.value}`)
    : wrong(
        'NotAnAddress',
        `"${shown(text)}" is no e-mail address.`,
        'Use an address such as you@example.net.',
      )
}
