import { connectMailbox } from './connect-mailbox'
import { disableMailbox, removeMailbox } from './disconnect-mailbox'
import { enableMailbox } from './enable-mailbox'
import { getMailboxCmdlets } from './get-mailbox'
import { getMailboxStatistics } from './mailbox-statistics'
import { newMailbox } from './new-mailbox'
import { setMailbox } from './set-mailbox'

export const mailboxCmdlets = [
  ...getMailboxCmdlets,
  getMailboxStatistics,
  newMailbox,
  enableMailbox,
  setMailbox,
  disableMailbox,
  connectMailbox,
  removeMailbox,
]
