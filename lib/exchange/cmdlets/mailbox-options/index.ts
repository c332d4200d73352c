import type { Cmdlet } from '@/lib/shell'
import type { Site } from '../../store'
import { calendarProcessingCmdlets } from './calendar-processing'
import { folderPermissionCmdlets } from './folder-permission'
import { inboxRuleCmdlets } from './inbox-rule'
import { regionalConfigurationCmdlets } from './regional-configuration'

/** What the owner of a mailbox sets in Outlook, and an administrator for them. */
export const mailboxOptionCmdlets: readonly Cmdlet<Site>[] = [
  ...calendarProcessingCmdlets,
  ...regionalConfigurationCmdlets,
  ...folderPermissionCmdlets,
  ...inboxRuleCmdlets,
]
