import type { Queues } from '@/lib/exchange'
import type { Db } from '../db'

/** The queues of the site's transport servers, as commands and pages ask for them. */
export function queueStore(db: Db): Queues {
  return {
    list: async ({ name }) => {
      const rows = await db.mailQueue.findMany({ where: { server: name, kind: 'Submission' } })
      const suspended = rows.some((row) => row.suspended)
      return [
        {
          server: name,
          key: 'Submission',
          deliveryType: 'Undefined',
          nextHopDomain: 'Submission',
          nextHopCategory: 'Internal',
          status: suspended ? 'Suspended' : 'Ready',
          messageCount: 0,
          deferredMessageCount: 0,
          lastError: null,
          lastRetryTime: null,
          nextRetryTime: null,
          incomingRate: 0,
          outgoingRate: 0,
        },
      ]
    },
    messages: async () => [],
    suspend: async ({ server }) => setSuspended(db, server, true),
    resume: async ({ server }) => setSuspended(db, server, false),
  }
}

async function setSuspended(db: Db, server: string, suspended: boolean): Promise<void> {
  const submission = {
    server,
    kind: 'Submission',
    deliveryType: 'Undefined',
    connector: '',
    nextHopKey: 'submission',
  }
  await db.mailQueue.upsert({
    where: { server_kind_deliveryType_connector_nextHopKey: submission },
    create: {
      ...submission,
      nextHopDomain: 'Submission',
      nextHopCategory: 'Internal',
      suspended,
      createdAt: new Date(),
    },
    update: { suspended },
  })
}
