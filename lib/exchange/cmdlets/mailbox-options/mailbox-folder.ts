import { ok, type Result, refuse } from '@/lib/shell'
import { quoted } from '../../directory/quoted'
import type { Site } from '../../store'
import { type MailboxUser, requireMailbox } from '../mailbox/require-mailbox'
import { mailboxFolders } from '../recipients/store-mailboxes'

export interface MailboxFolder {
  readonly user: MailboxUser
  /** `Calendar`; empty for the root, the top of the information store. */
  readonly name: string
}

/** The folder that `frankm@contoso.com:\Calendar` means; without a folder it is the root. */
export async function requireFolder(
  site: Site,
  identity: string,
  target = 'Identity',
): Promise<Result<MailboxFolder>> {
  const [, owner = '', path = ''] = /^(.*?)(?::\\(.*))?$/s.exec(identity.trim()) ?? []
  const user = await requireMailbox(site, owner, target)
  if (!user.ok) return user
  const wanted = path.toLowerCase()
  const name = wanted === '' ? '' : mailboxFolders.find((one) => one.toLowerCase() === wanted)
  if (name !== undefined) return ok({ user: user.value, name })
  return refuse(
    'ObjectNotFound',
    'ManagementObjectNotFoundException',
    `The operation couldn't be performed because ${quoted(identity)} couldn't be found.`,
    { target, recommendedAction: `Use one of its folders, such as ${user.value.logonName}:\\Calendar.` },
  )
}

/** `frankm:\Calendar` */
export function folderIdentity({ user, name }: MailboxFolder): string {
  return `${user.logonName}:\\${name}`
}
