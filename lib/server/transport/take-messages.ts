import { type Claimed, claim } from './claim'
import { claimInto } from './give-back'
import { transact, transactDurably } from './pool'
import type { Transport } from './worker'

/**
 * Claims up to `most` messages of a queue. What was claimed is known before the commit, so that messages whose commit
 * nobody answered for are given back.
 * @param durably for work that somebody outside is told of: a claim that a crash takes back would be done twice
 */
export async function takeMessages(
  transport: Transport,
  queueId: bigint,
  most: number,
  { durably = false } = {},
): Promise<readonly Claimed[]> {
  const begin = durably ? transactDurably : transact
  return claimInto(transport, (unsure) =>
    begin(transport.pool, async (on) => {
      const taken = await claim(on, queueId, transport.process, most)
      unsure(taken)
      return taken
    }),
  )
}
