import { categorizer } from './categorizer/categorizer'
import { routingLog } from './categorizer/routing-log'
import { agentDelivery } from './delivery/agent-delivery'
import { foreignDelivery } from './delivery/foreign-delivery'
import { mailboxDelivery } from './delivery/mailbox-delivery'
import { shadowRedundancy } from './delivery/shadow-redundancy'
import { smtpDelivery } from './delivery/smtp-delivery'
import { sweeper } from './delivery/sweeper'
import { pressureWorker } from './intake/back-pressure'
import { pickup } from './intake/pickup'
import { applicationLog } from './logs/application-log'
import { directoryTopology } from './logs/directory-topology'
import { submissionWorker } from './mailbox/submission'
import { pendingRemoval } from './queues/pending-removal'
import { queueLoading } from './queues/queue-loading'
import { reaper } from './reaper'
import type { Worker } from './worker'

/** Everything that a transport process does, each on its own. */
export const workers: readonly Worker[] = [
  queueLoading,
  routingLog,
  pressureWorker,
  pickup,
  categorizer,
  pendingRemoval,
  reaper,
  mailboxDelivery,
  smtpDelivery,
  foreignDelivery,
  agentDelivery,
  shadowRedundancy,
  sweeper,
  submissionWorker(),
  directoryTopology,
  applicationLog,
]
