import { parseSmtpAddress, sameAddress, splitAddress } from '../../directory/address'
import type { DirectoryEntry } from './directory'
import { forward } from './forward'
import { type Asked, fail } from './mail-at-hand'
import { openGroup } from './open-group'
import { domainType } from './policy'
import { reachOutside } from './reach-outside'
import { said } from './replies'
import type { Work } from './resolve-recipients'
import { restriction } from './restrictions'

/** A recipient of the organization: its primary address, its restrictions, and what it leads on to. */
export async function resolveEntry(
  work: Work,
  given: Asked,
  entry: DirectoryEntry,
): Promise<readonly Asked[]> {
  if (given.path.includes(entry.id)) return goneInACircle(work, given, entry)
  const { primary } = entry
  if (primary === null || !parseSmtpAddress(primary).ok) {
    fail(work, given.recipient, said.badPrimary)
    return []
  }
  const asked = atPrimary(work, given, primary)
  const refused =
    given.by === 'agent'
      ? null
      : await restriction(entry, work.mail, work.sender, work.policy, work.directory)
  if (refused) {
    fail(work, asked.recipient, refused)
    return []
  }
  switch (entry.kind) {
    case 'mailbox':
      return forward(work, asked, entry)
    case 'group':
    case 'dynamicGroup':
      return openGroup(work, asked, entry)
    default:
      return goOnTo(work, asked, entry)
  }
}

/** Exchange goes on with the primary address; what the sender wrote is kept for reports (ORCPT). */
function atPrimary(work: Work, asked: Asked, primary: string): Asked {
  const { recipient } = asked
  if (recipient.address === primary) return asked
  const orcpt = recipient.orcpt ?? (asked.id === undefined ? `rfc822;${recipient.address}` : null)
  if (asked.id === undefined && !sameAddress(recipient.address, primary))
    work.happened.push({
      eventId: 'RESOLVE',
      source: 'ROUTING',
      recipients: [primary],
      relatedRecipient: recipient.address,
    })
  return { ...asked, recipient: { ...recipient, address: primary, orcpt } }
}

/**
 * What came back to where it had been. A group within itself is passed over. A contact's external address is one of
 * its own: there the way leads outside, but for a domain that is ours alone, where it would lead back here. Anything
 * else is a loop of forwards.
 */
function goneInACircle(work: Work, asked: Asked, entry: DirectoryEntry): readonly Asked[] {
  if (asked.by === 'group') return []
  const { domain } = splitAddress(asked.recipient.address)
  const outside = asked.by === 'contact' && asked.path.at(-1) === entry.id
  if (outside && domainType(work.policy, domain) !== 'Authoritative') reachOutside(work, asked, domain)
  else fail(work, asked.recipient, said.forwardingLoop)
  return []
}

/** Contacts and mail users: mail goes on to their address outside, where somebody else of ours may be. */
function goOnTo(work: Work, asked: Asked, entry: DirectoryEntry): readonly Asked[] {
  const { recipient, path } = asked
  const { external } = entry
  if (external === null) {
    fail(work, recipient, said.badPrimary)
    return []
  }
  const orcpt = recipient.orcpt ?? `rfc822;${recipient.address}`
  if (!sameAddress(external, recipient.address))
    work.happened.push({
      eventId: 'RESOLVE',
      source: 'ROUTING',
      recipients: [external],
      relatedRecipient: recipient.address,
    })
  return [
    {
      ...(asked.forwarded ? { forwarded: true } : {}),
      recipient: { ...recipient, address: external, orcpt },
      path: [...path, entry.id],
      by: 'contact',
    },
  ]
}
