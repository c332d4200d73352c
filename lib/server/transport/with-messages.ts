import { type Claimed, claim } from './claim'
import { claimInto } from './give-back'
import { inHandOf } from './in-hand'
import { transact, transactDurably } from './pool'
import type { Transport } from './worker'

interface Taking {
  readonly queueId: bigint
  /** How many messages at most. */
  readonly most: number
  /** For work that somebody outside is told of: a claim that a crash takes back would be done twice. */
  readonly durably?: boolean
}

/**
 * Claims messages of a queue and works on them. When the work ends, each has to be out of the queue, put off or given
 * back. What was claimed is known before the commit, so that messages whose commit nobody answered for are given back.
 */
export async function withMessages<T>(
  transport: Transport,
  { queueId, most, durably = false }: Taking,
  work: (taken: readonly Claimed[]) => Promise<T>,
): Promise<T> {
  const begin = durably ? transactDurably : transact
  const taken = await claimInto(transport, (unsure) =>
    begin(transport.pool, async (on) => {
      const claimed = await claim(on, queueId, transport.process, most)
      unsure(claimed)
      return claimed
    }),
  )
  try {
    return await work(taken)
  } finally {
    inHandOf(transport.process).done(taken)
  }
}
