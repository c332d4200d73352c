import { categorizer } from './categorizer/categorizer'
import { routingLog } from './categorizer/routing-log'
import { mailboxDelivery } from './delivery/mailbox-delivery'
import { shadowRedundancy } from './delivery/shadow-redundancy'
import { smtpDelivery } from './delivery/smtp-delivery'
import { sweeper } from './delivery/sweeper'
import { pickup } from './intake/pickup'
import { applicationLog } from './logs/application-log'
import { submissionWorker } from './mailbox/submission'
import { pendingRemoval } from './queues/pending-removal'
import { queueLoading } from './queues/queue-loading'
import { reaper } from './reaper'
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
