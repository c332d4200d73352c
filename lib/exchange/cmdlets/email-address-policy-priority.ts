import { ok, parsed, type Result, refuse } from '@/lib/shell'
import { quoted } from '../directory/quoted'
import {
  type EmailAddressPolicy,
  emailAddressPolicy,
  policiesInOrder,
} from '../organization/email-address-policy'
import type { Site, Stored } from '../store'

export const priorityParameter = parsed('EmailAddressPolicyPriority', (given): Result<number | 'Lowest'> => {
  if (given.trim().toLowerCase() === 'lowest') return ok('Lowest')
  return /^[1-9]\d{0,3}$/.test(given.trim())
    ? ok(Number(given))
    : refuse(
        'InvalidData',
        'ParameterArgumentTransformationError',
        `Cannot convert value ${quoted(given)} to type "EmailAddressPolicyPriority".`,
      )
})

/** Sets the policies' priorities to their places in this order: 1, 2, 3 … `but` is the id of one that the caller sets. */
export async function renumber(
  order: readonly Stored<EmailAddressPolicy>[],
  site: Site,
  but?: string,
): Promise<Result<void>> {
  for (const [index, policy] of order.entries()) {
    if (policy.properties.priority === index + 1 || policy.id === but) continue
    const updated = await site.store.update(emailAddressPolicy, policy, { priority: index + 1 })
    if (!updated.ok) return updated
  }
  return ok(undefined)
}

export async function ranked(site: Site): Promise<readonly Stored<EmailAddressPolicy>[]> {
  return (await policiesInOrder(site)).filter(({ properties }) => properties.priority !== 'Lowest')
}

/** Puts the policy at this place among the others, which make room. */
export async function place(
  policy: Stored<EmailAddressPolicy>,
  priority: number,
  site: Site,
  but?: string,
): Promise<Result<void>> {
  const others = (await ranked(site)).filter(({ id }) => id !== policy.id)
  return renumber(others.toSpliced(priority - 1, 0, policy), site, but)
}

export function wrongPriority(last: number): Result<never> {
  return refuse('InvalidArgument', 'InvalidPriority', `The priority must be a number from 1 to ${last}.`, {
    target: 'Priority',
  })
}
