import { siteDescription } from '@/lib/essentials'
import { ok, type Result, refuse } from '@/lib/shell'
import type { Mailbox, Site, User } from '../../store'
import { couldNotBeFound } from '../find-object'

export type MailboxUser = User & { readonly mailbox: Mailbox }

/** The account that an identity means: logon name, alias, address, display name, DOMAIN\logon name or guid. */
export async function requireUser(site: Site, identity: string, target = 'Identity'): Promise<Result<User>> {
  const user = await site.store.users.find(identity)
  return user ? ok(user) : couldNotBeFound(site, identity, target)
}

/** As requireUser; an account without a mailbox is not a mailbox that anybody could find. */
export async function requireMailbox(
  site: Site,
  identity: string,
  target = 'Identity',
): Promise<Result<MailboxUser>> {
  const user = await site.store.users.find(identity)
  return user?.mailbox ? ok({ ...user, mailbox: user.mailbox }) : couldNotBeFound(site, identity, target)
}

/** RecipientTaskException of a cmdlet that wants another kind of recipient. */
export function wrongRecipientType(name: string, type: 'User' | 'UserMailbox'): Result<never> {
  return refuse(
    'InvalidArgument',
    'RecipientTaskException',
    `This task does not support recipients of this type. The specified recipient ${name} is of type ${type}. Please make sure that this recipient matches the required recipient type for this task.`,
    { target: 'Identity' },
  )
}

/** CONTOSO, of contoso.local. */
export async function domainName({ store }: Site): Promise<{ dns: string; netBios: string }> {
  const dns = (await store.find(siteDescription, 'Site'))?.properties.localDomain ?? 'local'
  return { dns, netBios: (dns.split('.')[0] ?? dns).slice(0, 15).toUpperCase() }
}
