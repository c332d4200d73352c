import type { Cmdlet } from '@/lib/shell'
import type { Site } from '../../store'
import { assembleMessage } from './assemble-message'
import { journalRuleCmdlets } from './journal-rule'
import { messageCmdlets } from './message'
import { messageTrackingCmdlets } from './message-tracking'
import { messageTrackingReportCmdlets } from './message-tracking-report'
import { getNetworkConnectionInfo } from './network-connection'
import { nonDeliveryCmdlets } from './non-delivery-code'
import { queueCmdlets } from './queue'
import { getQueueDigest } from './queue-digest'
import { sendMailboxMessage } from './send-mailbox-message'
import { systemMessageCmdlets } from './system-message'
import { transportAgentCmdlets } from './transport-agent'
import { transportRuleCmdlets } from './transport-rule'
import { transportSettingCmdlets } from './transport-settings'

export const transportCmdlets: readonly Cmdlet<Site>[] = [
  ...transportSettingCmdlets,
  ...transportAgentCmdlets,
  ...transportRuleCmdlets,
  ...journalRuleCmdlets,
  ...systemMessageCmdlets,
  getNetworkConnectionInfo,
  ...queueCmdlets,
  getQueueDigest,
  ...messageCmdlets,
  assembleMessage,
  sendMailboxMessage,
  ...messageTrackingCmdlets,
  ...messageTrackingReportCmdlets,
  ...nonDeliveryCmdlets,
]
