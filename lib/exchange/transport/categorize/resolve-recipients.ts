import { splitAddress } from '../../directory/address'
import type { Directory } from './directory'
import { type Found, findEntries } from './find-entries'
import { type Asked, fail, type MailAtHand } from './mail-at-hand'
import { domainType, isReserved, type Policy } from './policy'
import { reach } from './reach'
import { reachOutside } from './reach-outside'
import { said } from './replies'
import { resolveEntry } from './resolve-entry'

/** What every step of the resolution works with. */
export interface Work extends MailAtHand {
  readonly directory: Directory
  readonly policy: Policy
}

/** A chain of groups and forwards is followed so far; a longer one is a loop with new names. */
const longestChain = 64

/**
 * Follows recipients to the mailboxes and addresses that they come to: round by round, so that all recipients of a
 * round are looked up together.
 */
export async function resolveRecipients(work: Work, first: readonly Asked[]): Promise<void> {
  let asked = first
  for (let round = 0; asked.length > 0; round++) {
    const found = await findEntries(asked, work.directory)
    const next: Asked[] = []
    for (const [at, one] of asked.entries())
      next.push(...(await resolveOne(work, one, found[at] ?? { kind: 'nobody' })))
    if (round < longestChain) asked = next
    else return next.forEach(({ recipient }) => void fail(work, recipient, said.forwardingLoop))
  }
}

/** @returns whom it leads on to */
async function resolveOne(work: Work, asked: Asked, found: Found): Promise<readonly Asked[]> {
  switch (found.kind) {
    case 'entry':
      return resolveEntry(work, asked, found.entry)
    case 'nobody':
      unknownAddress(work, asked)
      return []
    case 'other':
      reach(work, asked, { kind: 'address', type: found.type, domain: found.address })
      return []
    case 'gone':
      gone(work, asked)
      return []
    case 'several':
      fail(work, asked.recipient, said.ambiguous)
      return []
    case 'invalid':
      fail(work, asked.recipient, said.invalidInSmtp)
      return []
  }
}

/** Nobody of the organization has this address: somebody outside, unless all addresses of the domain are ours. */
function unknownAddress(work: Work, asked: Asked): void {
  const { domain } = splitAddress(asked.recipient.address)
  const type = domainType(work.policy, domain)
  if (type === 'Authoritative') fail(work, asked.recipient, said.notFound)
  else if (type === null && isReserved(work.policy, domain)) fail(work, asked.recipient, said.reserved)
  else reachOutside(work, asked, domain)
}

/** A member that was removed from the directory counts no more; a forward to it is misconfigured. */
function gone(work: Work, { by, recipient }: Asked): void {
  if (by === 'forward') fail(work, recipient, said.forwardNotFound)
  else if (by !== 'group') fail(work, recipient, said.exNotFound)
}
