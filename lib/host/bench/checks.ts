import { type Figure, milliseconds } from './figure'
import type { Lab } from './lab'
import { median } from './measure'

const part = 'All checks of all checklists, on the wire'
/** For how long a check waits for an address that is silent (lib/server/network.ts). */
const timeoutMs = 2000

/**
 * On a site of which half is not set up yet, so that several addresses are silent: all rows side by side take hardly longer
 * than one that waits, and the others are there long before.
 */
export async function allChecks(lab: Lab): Promise<Figure[]> {
  const databaseUrl = await lab.database()
  const inside = await lab.inside(databaseUrl, { ...(await lab.wire(databaseUrl)) })
  await inside.do('checks', undefined)
  const taken = []
  for (let round = 0; round < 5; round++) taken.push(await inside.do('checks', undefined))
  await inside.stop()
  const all = median(taken.map((one) => one.all))
  const half = median(taken.map((one) => one.median))
  return [
    {
      part,
      what: `all ${taken[0]?.rows} rows, beside one that waits for a silent address`,
      ours: milliseconds(all),
      beside: milliseconds(timeoutMs),
      compared: all / timeoutMs,
      unit: 'ratio',
      limit: 1.5,
    },
    { part, what: 'half of the rows', ours: milliseconds(half), beside: '' },
  ]
}
