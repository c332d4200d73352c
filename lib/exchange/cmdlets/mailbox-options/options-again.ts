import { type Command, command } from '@/lib/shell'
import type { MailboxUser } from '../mailbox/require-mailbox'
import { rulesOf } from './find-inbox-rule'
import { ruleAgain } from './inbox-rule'

/** The commands that give a mailbox which is connected again what its owner had set. */
export function optionsAgain(user: MailboxUser): readonly Command[] {
  const { calendar, regional, folderPermissions = [] } = user.attributes
  const Identity = user.logonName
  return [
    ...(calendar ? [command('Set-CalendarProcessing', { Identity, ...calendar })] : []),
    ...(regional ? [command('Set-MailboxRegionalConfiguration', { Identity, ...regional })] : []),
    ...folderPermissions.map(({ folder, user: User, accessRights }) =>
      command(`${/^(Default|Anonymous)$/.test(User) ? 'Set' : 'Add'}-MailboxFolderPermission`, {
        Identity: `${Identity}:\\${folder}`,
        User,
        AccessRights: [...accessRights],
      }),
    ),
    ...rulesOf(user).flatMap((one, place) => ruleAgain(user, one, place + 1)),
  ]
}
