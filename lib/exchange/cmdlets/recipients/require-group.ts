import { ok, type Result } from '@/lib/shell'
import { type DistributionGroup, idOf, type Recipient } from '../../directory/recipient'
import type { Site, Stored } from '../../store'
import { wrongRecipientType } from '../mailbox/require-mailbox'
import { directoryView } from './directory-view'
import { requireRecipient } from './find-recipient'
import { allProperties } from './recipient-properties'

export async function requireGroup(
  site: Site,
  identity: string,
  needsMail = true,
): Promise<Result<Stored<DistributionGroup>>> {
  const found = await requireRecipient(
    site,
    identity,
    (one: Recipient) => one.kind === 'group' && (!needsMail || one.object.properties.mail !== null),
  )
  if (!found.ok) return found
  return found.value.kind === 'group' ? ok(found.value.object) : wrongRecipientType(identity, 'User')
}

export async function shownGroup(object: Stored<DistributionGroup>, site: Site) {
  return [await allProperties({ kind: 'group', object }, await directoryView(site))]
}

/** The ids of recipients that are to be members. */
export async function memberIds(
  site: Site,
  identities: readonly string[],
): Promise<Result<readonly string[]>> {
  const ids: string[] = []
  for (const identity of identities) {
    const member = await requireRecipient(site, identity, undefined, 'Members')
    if (!member.ok) return member
    if (!ids.includes(idOf(member.value))) ids.push(idOf(member.value))
  }
  return ok(ids)
}
