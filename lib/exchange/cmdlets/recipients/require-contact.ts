import { ok, type Result } from '@/lib/shell'
import { type Contact, type Recipient, typeOf } from '../../directory/recipient'
import type { Site, Stored } from '../../store'
import { directoryView } from './directory-view'
import { requireRecipient } from './find-recipient'
import { allProperties } from './recipient-properties'

export const isContact = (one: Recipient) => one.kind === 'contact'
export const isMailContact = (one: Recipient) => typeOf(one) === 'MailContact'

export async function requireContact(
  site: Site,
  identity: string,
  isMeant: (one: Recipient) => boolean,
): Promise<Result<Stored<Contact>>> {
  const found = await requireRecipient(site, identity, (one) => isContact(one) && isMeant(one))
  if (!found.ok) return found
  // isContact has seen to it.
  return ok((found.value as Extract<Recipient, { kind: 'contact' }>).object)
}

export async function shownContact(object: Stored<Contact>, site: Site) {
  return [await allProperties({ kind: 'contact', object }, await directoryView(site))]
}
