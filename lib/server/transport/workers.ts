import { applicationLog } from './application-log'
import { categorizer } from './categorizer'
import { mailboxDelivery } from './mailbox-delivery'
import { pendingRemoval } from './pending-removal'
import { pickup } from './pickup'
import { queueLoading } from './queue-loading'
import { reaper } from './reaper'
import { routingLog } from './routing-log'
import { shadowRedundancy } from './shadow-redundancy'
import { smtpDelivery } from './smtp-delivery'
import { submissionWorker } from './submission'
import { sweeper } from './sweeper'
import type { Worker } from './worker'

/** Everything that a transport process does, each on its own. */
export const workers: readonly Worker[] = [
  queueLoading,
  routingLog,
  pickup,
  categorizer,
  pendingRemoval,
  reaper,
  mailboxDelivery,
  smtpDelivery,
  shadowRedundancy,
  sweeper,
  submissionWorker(),
  applicationLog,
]
