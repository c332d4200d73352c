import { absent, type Command, command } from '@/lib/shell'
import type { Permission } from '../../store'

/** `Add-MailboxPermission` or `Remove-MailboxPermission` of this very entry. */
export function permissionCommand(verb: 'Add' | 'Remove', identity: string, entry: Permission): Command {
  return command(`${verb}-MailboxPermission`, {
    Identity: identity,
    User: entry.user,
    AccessRights: [...entry.accessRights],
    InheritanceType: entry.inheritanceType,
    ...(entry.deny ? { Deny: true } : {}),
    ...(verb === 'Remove' ? { Confirm: absent } : {}),
  })
}
