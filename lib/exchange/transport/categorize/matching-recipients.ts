import { filterCondition, isWithin } from '../../cmdlets/recipients/conditions'
import { eachRecipient } from '../../cmdlets/recipients/each-recipient'
import { idOf, mailOf } from '../../directory/recipient'
import type { Site } from '../../store'

/**
 * The ids of the recipients that a dynamic group means: all with an address in its container and the units within,
 * to which its filter applies. Null where the filter cannot be read.
 */
export async function matchingRecipients(
  site: Site,
  filter: string,
  container: string | null,
): Promise<readonly string[] | null> {
  const condition = await filterCondition(filter, site)
  if (!condition.ok) return null
  const ids: string[] = []
  for await (const recipient of eachRecipient(site, { users: {}, objects: true })) {
    if (mailOf(recipient) === null || (container !== null && !(await isWithin(container)(recipient))))
      continue
    if (await condition.value(recipient)) ids.push(idOf(recipient))
  }
  return ids
}
