import type { Transport, Worker } from '../worker'
import { type BackPressure, pressureOf } from './back-pressure'
import type { Preparation } from './preparation'
import { sendFile } from './send-file'
import { type TransportFolder, transportFolders } from './transport-folders'

/** Fixed in Exchange; on the clock of this computer, since files are its. */
const pollMs = 5000
const largestFile = 128 * 1024 ** 2
/** One process of all works in the folders. */
const lock = `select pg_try_advisory_lock(hashtextextended('pickup', 2525)) as "mine"`
const unlock = `select pg_advisory_unlock(hashtextextended('pickup', 2525))`

/** Messages a poll, so that there are not more in a minute than PickupDirectoryMaxMessagesPerMinute. */
function mostAPoll({ settings }: Preparation): number {
  return Math.max(
    1,
    Math.floor((Number(settings.service.PickupDirectoryMaxMessagesPerMinute) * pollMs) / 60_000),
  )
}

/** Runs where no other process is at it: until it has ended, files and all. */
async function alone(transport: Transport, work: () => Promise<void>): Promise<void> {
  const holder = await transport.pool.connect()
  try {
    const { rows } = await holder.query<{ mine: boolean }>(lock)
    if (!rows[0]?.mine) return
    try {
      await work()
    } finally {
      await holder.query(unlock)
    }
  } finally {
    holder.release()
  }
}

/** @throws what went wrong first, after all folders had their turn */
async function workInAll(transport: Transport, place: string, pressure: BackPressure): Promise<void> {
  const trouble: unknown[] = []
  for (const from of await transportFolders(transport, place))
    try {
      if ((await pressure.level(from.server)) !== 'Normal') continue
      for await (const file of taken(transport, from))
        await sendFile(transport, from, file).then(transport.wake, (thrown) => trouble.push(thrown))
    } catch (thrown) {
      trouble.push(thrown)
    }
  if (trouble.length > 0) throw trouble[0]
}

/** One file after the other: what happens to one happens to no other. */
async function* taken(transport: Transport, { folder, preparation }: TransportFolder) {
  await folder.restore(transport.now())
  yield* folder.take(mostAPoll(preparation), largestFile, transport.now())
}

/**
 * Sends what is left in the Pickup and Replay directories: DATA_DIR/exchange/SERVER/Pickup. A file is renamed to
 * .tmp while it is worked on, and deleted once its message is committed. Under pressure a server leaves them there.
 */
export function pickupWorker(
  place: () => string | undefined,
  clock = () => Date.now(),
  pressure = pressureOf,
): Worker {
  let next = 0
  return {
    name: 'Pickup',
    unhurried: true,
    async work(transport) {
      const folder = place()
      if (!folder || clock() < next) return null
      next = clock() + pollMs
      await alone(transport, () => workInAll(transport, folder, pressure(transport)))
      return null
    },
  }
}

export const pickup = pickupWorker(() => process.env.DATA_DIR)
