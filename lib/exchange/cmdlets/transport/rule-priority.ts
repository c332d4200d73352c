import { ok, type Result, refuse } from '@/lib/shell'
import type { Site, Stored } from '../../store'
import { rulesInOrder, type TransportRule, transportRule } from '../../transport/transport-rule'

/** Priorities count from 0 without gaps. */
export function ranked(priority: number, count: number): Result<number> {
  return priority <= count
    ? ok(priority)
    : refuse('InvalidArgument', 'InvalidPriority', `The priority must be a number from 0 to ${count}.`, {
        target: 'Priority',
      })
}

async function number(
  rules: readonly Stored<TransportRule>[],
  site: Site,
  at?: number,
): Promise<Result<void>> {
  for (const [index, rule] of rules.entries()) {
    const priority = at !== undefined && index >= at ? index + 1 : index
    if (rule.properties.priority === priority) continue
    const updated = await site.store.update(transportRule, rule, { priority })
    if (!updated.ok) return updated
  }
  return ok(undefined)
}

/** Makes room for a rule at this priority among the others. */
export function place(
  others: readonly Stored<TransportRule>[],
  at: number,
  site: Site,
): Promise<Result<void>> {
  return number(others, site, at)
}

/** Closes the gap that a removed rule left. */
export async function takeOut(site: Site): Promise<Result<void>> {
  return number(await rulesInOrder(site), site)
}
