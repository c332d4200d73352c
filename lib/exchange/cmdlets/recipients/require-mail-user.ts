import { ok, type Result } from '@/lib/shell'
import { type Recipient, typeOf } from '../../directory/recipient'
import type { MailAttributes, Site, User } from '../../store'
import { wrongRecipientType } from '../mailbox/require-mailbox'
import { directoryView } from './directory-view'
import { requireRecipient } from './find-recipient'
import { allProperties } from './recipient-properties'

export type MailUser = User & { readonly mail: MailAttributes }

export async function requireMailUser(site: Site, identity: string): Promise<Result<MailUser>> {
  const found = await requireRecipient(site, identity, (one: Recipient) => typeOf(one) === 'MailUser')
  if (!found.ok) return found
  const user = found.value.kind === 'user' ? found.value.user : null
  return user?.attributes.mail
    ? ok({ ...user, mail: user.attributes.mail })
    : wrongRecipientType(identity, 'User')
}

export async function shownUser(user: User, site: Site) {
  return [await allProperties({ kind: 'user', user }, await directoryView(site))]
}
