import { adServerSettingsCmdlets } from './ad-server-settings'
import { adminAuditLogCmdlets } from './admin-audit-log'
import { componentStateCmdlets } from './component-state'
import { diagnosticCmdlets } from './diagnostic-info'
import { eventLogLevelCmdlets } from './event-log-level'
import { mailboxServerCmdlets } from './mailbox-server'
import { organizationConfigCmdlets } from './organization-config'
import { serverHealthCmdlets } from './server-health'

export const serverCmdlets = [
  ...adServerSettingsCmdlets,
  ...mailboxServerCmdlets,
  ...organizationConfigCmdlets,
  ...eventLogLevelCmdlets,
  ...componentStateCmdlets,
  ...serverHealthCmdlets,
  ...adminAuditLogCmdlets,
  ...diagnosticCmdlets,
]
