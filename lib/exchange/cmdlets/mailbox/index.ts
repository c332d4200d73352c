import { connectMailbox } from './connect-mailbox'
import { disableMailbox, removeMailbox } from './disconnect-mailbox'
import { enableMailbox } from './enable-mailbox'
import { getMailboxStatistics } from './mailbox-statistics'
import { newMailbox } from './new-mailbox'
import { setMailbox } from './set-mailbox'

export const mailboxCmdlets = [
  getMailboxStatistics,
  newMailbox,
  enableMailbox,
  setMailbox,
  disableMailbox,
  connectMailbox,
  removeMailbox,
]
