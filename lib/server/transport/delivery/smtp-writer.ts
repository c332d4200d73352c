import { setTimeout as pause } from 'node:timers/promises'
import { replyText } from '@/lib/exchange'
import { ClaimLost, finish } from '../claim'
import { groupCommit } from '../group-commit'
import { type Queryable, transactDurably } from '../pool'
import { queueWorks } from '../queues/queue-retry'
import { sendReport } from '../reports/send-report'
import { writeTracking } from '../tracking-rows'
import type { Transport } from '../worker'
import { keepWaiting } from './keep-waiting'
import { keepSentShadows } from './shadow-copies'
import { smtpEvents } from './smtp-events'
import type { SmtpOutcome } from './smtp-outcome'

/** A message that the other has taken must not be sent again because PostgreSQL was away for a moment. */
const pauseMs = 250
const mostAttempts = 80

/** Writes what became of messages, those of several connections together. Rejects when it could not be written. */
export function openSmtpWriter(transport: Transport): (outcome: SmtpOutcome) => Promise<void> {
  const write = groupCommit<SmtpOutcome, Error | null>(
    async (batch) => {
      try {
        await transactDurably(transport.pool, (on) => writeAll(on, transport, batch))
        return batch.map(() => null)
      } catch {
        return Promise.all(batch.map((one) => writeOne(transport, one)))
      }
    },
    { limit: 100 },
  )
  return async (outcome) => {
    const error = await write(outcome)
    if (error) throw error
  }
}

async function writeOne(transport: Transport, outcome: SmtpOutcome): Promise<Error | null> {
  for (let attempt = 1; ; attempt += 1)
    try {
      await transactDurably(transport.pool, (on) => writeAll(on, transport, [outcome]))
      return null
    } catch (thrown) {
      // Somebody else has it in hand, or the commit of the attempt before had come through.
      if (thrown instanceof ClaimLost) return null
      const isData = /^2[23]/.test(String(Object(thrown).code ?? ''))
      if (isData || attempt >= mostAttempts)
        return thrown instanceof Error ? thrown : new Error(String(thrown))
      await pause(pauseMs)
    }
}

async function writeAll(
  on: Queryable,
  transport: Transport,
  outcomes: readonly SmtpOutcome[],
): Promise<void> {
  await finish(
    on,
    transport.process,
    outcomes.filter(({ deferred }) => deferred.length === 0).map(({ item }) => item),
  )
  await keepWaiting(
    on,
    transport.process,
    outcomes.flatMap(({ item, deferred, nextAttemptAt }) => {
      const [first] = deferred
      return first
        ? [
            {
              ...{ claim: item, nextAttemptAt, lastError: replyText(first.reply) },
              recipients: deferred.map(({ recipient }) => recipient),
            },
          ]
        : []
    }),
  )
  await writeTracking(
    on,
    outcomes.flatMap((outcome) => smtpEvents(outcome, transport.now())),
  )
  await keepSentShadows(on, transport, outcomes)
  for (const outcome of outcomes) await report(on, transport, outcome)
  const queues = new Map(outcomes.filter(({ by }) => by).map(({ queue }) => [queue.id, queue]))
  for (const queue of [...queues.values()].toSorted((one, other) => (one.id < other.id ? -1 : 1)))
    await queueWorks(on, queue)
}

async function report(on: Queryable, transport: Transport, outcome: SmtpOutcome): Promise<void> {
  const { item, failed, sent, reportsItself } = outcome
  if (failed.length > 0) await sendReport(on, transport, { kind: 'failed', item, recipients: failed })
  const relayed = reportsItself ? [] : sent.filter(({ recipient }) => recipient.notify?.includes('SUCCESS'))
  if (relayed.length > 0) await sendReport(on, transport, { kind: 'relayed', item, recipients: relayed })
}
