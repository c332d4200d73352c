import { switchParameter, text } from '@/lib/shell'
import { exchangeServer } from '../topology/exchange-server'
import { mailboxDatabase } from '../topology/mailbox-database'
import { getCmdlet } from './get-cmdlet'
import { setCmdlet } from './set-cmdlet'

export const topologyCmdlets = [
  getCmdlet(exchangeServer, {
    synopsis: 'Lists the servers with Exchange on them.',
    extra: { Status: switchParameter },
  }),
  getCmdlet(mailboxDatabase, {
    synopsis: 'Lists the mailbox databases with their quota defaults.',
    extra: { Server: text, Status: switchParameter },
  }),
  setCmdlet(mailboxDatabase, {
    synopsis: 'Changes a mailbox database: its quotas count for all mailboxes without their own.',
  }),
]
