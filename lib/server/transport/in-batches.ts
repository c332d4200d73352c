import { setAside } from './categorizer/categorizer-trouble'
import type { Claimed } from './claim'
import type { Transport } from './worker'

/**
 * Works on messages together; what cannot be worked on together is taken one by one, so that a bad message holds up no
 * others. It goes back into its queue, and into the poison queue after PoisonThreshold times.
 */
export async function inBatches(
  transport: Transport,
  server: string,
  taken: readonly Claimed[],
  work: (items: readonly Claimed[]) => Promise<void>,
): Promise<void> {
  try {
    await work(taken)
  } catch (thrown) {
    const [only] = taken
    if (taken.length === 1 && only) return setAside(transport, server, only, thrown)
    for (const one of taken) await inBatches(transport, server, [one], work)
  }
}
