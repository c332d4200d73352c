import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { until } from '../processes'
import { type HarakaInstance, startHaraka } from './haraka-instance'
import { type Absent, harakaProgram } from './haraka-program'
import type { Lab } from './lab'
import type { Rival } from './mail-load'
import { median } from './measure'

/** `delay=` of what was delivered, in milliseconds: from its queue file to the answer of smtp-sink. */
const delays = (log: string) =>
  [...log.matchAll(/ delivered file=.* delay=([\d.]+)/g)].map(([, delay]) => Number(delay) * 1000)

function rival({ port, queue, log }: HarakaInstance): Rival {
  let read = 0
  return {
    port,
    recipient: 'frankm@contoso.com',
    accepts: 'file synced, not its name',
    delivers: 'by SMTP to smtp-sink',
    async emptied() {
      if (!(await until(() => readdirSync(queue).length === 0, 120_000)))
        throw new Error('Haraka’s queue stays full')
    },
    async transit() {
      const all = delays(log())
      const since = all.slice(read)
      read = all.length
      return median(since)
    },
  }
}

/**
 * Haraka with its queue on disk; or why it cannot be measured here. It has no mailboxes: to deliver is to pass on by SMTP.
 * Before its 250 it syncs the message's file and then renames it, but does not sync the folder; at its next start it removes
 * files that still have the first name (its outbound/index.js and outbound/queue.js).
 */
export async function openHaraka(lab: Pick<Lab, 'directory' | 'onClose'>): Promise<Rival | Absent> {
  if (spawnSync('smtp-sink', []).error) return { absent: 'smtp-sink is not on the PATH of this computer' }
  const ending = new AbortController()
  lab.onClose(() => ending.abort())
  const program = await harakaProgram(lab.directory, ending.signal)
  if (typeof program !== 'string') return program
  const instance = await startHaraka(program)
  lab.onClose(instance.close)
  const trouble = await instance.trouble()
  if (trouble === null) return rival(instance)
  await instance.close()
  return { absent: `it did not come up: ${trouble}` }
}
