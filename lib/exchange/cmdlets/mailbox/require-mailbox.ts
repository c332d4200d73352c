import { siteDescription } from '@/lib/essentials'
import { ok, type Result, refuse } from '@/lib/shell'
import type { RecipientType } from '../../directory/recipient'
import type { Mailbox, Site, User } from '../../store'
import { couldNotBeFound } from '../find-object'
import { findRecipient } from '../recipients/find-recipient'

export type MailboxUser = User & { readonly mailbox: Mailbox }

/** The account that an identity means in any of its forms, see findRecipient. */
export async function requireUser(site: Site, identity: string, target = 'Identity'): Promise<Result<User>> {
  const found = await findRecipient(site, identity, (one) => one.kind === 'user')
  return found?.kind === 'user' ? ok(found.user) : couldNotBeFound(site, identity, target)
}

/** As requireUser; an account without a mailbox is not a mailbox that anybody could find. */
export async function requireMailbox(
  site: Site,
  identity: string,
  target = 'Identity',
): Promise<Result<MailboxUser>> {
  const found = await findRecipient(site, identity)
  const user = found?.kind === 'user' ? found.user : null
  return user?.mailbox ? ok({ ...user, mailbox: user.mailbox }) : couldNotBeFound(site, identity, target)
}

/** RecipientTaskException of a cmdlet that wants another kind of recipient. */
export function wrongRecipientType(name: string, type: RecipientType): Result<never> {
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
