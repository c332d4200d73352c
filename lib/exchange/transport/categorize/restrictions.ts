import type { SmtpReply } from '../mail'
import { type Directory, type DirectoryEntry, flagIn, idsIn, sizeIn } from './directory'
import type { MailToCategorize, Sender } from './mail-at-hand'
import { isMember } from './membership'
import type { Policy } from './policy'
import { said } from './replies'
import { isSystemMail } from './sender'

/**
 * What of a recipient's delivery restrictions stands against a message: size, senders that have to sign in, lists of
 * senders that are accepted or rejected. Null where it may pass.
 */
export async function restriction(
  entry: DirectoryEntry,
  mail: MailToCategorize,
  sender: Sender,
  policy: Policy,
  directory: Directory,
): Promise<SmtpReply | null> {
  if (isSystemMail(mail)) return null
  if (isTooLarge(entry, mail, policy)) return said.tooLargeForRecipient
  const isGroup = entry.kind === 'group' || entry.kind === 'dynamicGroup'
  if (!sender.trusted && flagIn(entry.more, 'RequireSenderAuthenticationEnabled', isGroup))
    return said.authRequired
  return (await isAllowed(entry, sender, directory)) ? null : said.notAuthorized
}

/** A recipient's own limit counts in place of the organization's, in both directions. */
function isTooLarge(
  { more, kind }: DirectoryEntry,
  { size, origin }: MailToCategorize,
  policy: Policy,
): boolean {
  const own = sizeIn(more, 'MaxReceiveSize')
  const limit = own ?? (kind === 'mailbox' && !origin.bypassesLimits ? policy.maxReceiveSize : null)
  return limit !== null && size > limit
}

async function isAllowed(entry: DirectoryEntry, sender: Sender, directory: Directory): Promise<boolean> {
  const listed = async (verb: 'AcceptMessagesOnlyFrom' | 'RejectMessagesFrom') => {
    const people = [...idsIn(entry.more, verb), ...idsIn(entry.more, `${verb}SendersOrMembers`)]
    const groups = [...idsIn(entry.more, `${verb}DLMembers`), ...idsIn(entry.more, `${verb}SendersOrMembers`)]
    if (people.length + groups.length === 0) return null
    const { entry: from } = sender
    return from !== null && (people.includes(from.id) || (await isMember(from.id, groups, directory)))
  }
  if ((await listed('RejectMessagesFrom')) === true) return false
  return (await listed('AcceptMessagesOnlyFrom')) !== false
}
