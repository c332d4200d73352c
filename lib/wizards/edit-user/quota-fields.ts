import { writeQuota } from '@/lib/exchange'
import { quotaFields } from '../mailbox-quota'
import type { UserFacts } from '../user-facts'
import type { Field } from '../wizard'

const limitNames = ['issueWarningQuota', 'prohibitSendQuota', 'prohibitSendReceiveQuota'] as const

/** The same fields as in the Add a User Account wizard, filled with what the mailbox has. */
export function ownQuotaFields(): readonly Field<UserFacts>[] {
  return quotaFields<UserFacts>().map((field): Field<UserFacts> => {
    const limit = limitNames.find((name) => name === field.name)
    if (limit) return { ...field, suggest: ({ mailbox }) => writeQuota(mailbox?.limits[limit] ?? null) }
    if (field.name === 'enforceQuota')
      return { ...field, suggest: ({ mailbox }) => mailbox?.enforced ?? true }
    if (field.name === 'ownLimits') return { ...field, suggest: ({ mailbox }) => mailbox?.enforced ?? false }
    return field.name === 'quota'
      ? {
          ...field,
          suggest: ({ mailbox }) =>
            mailbox?.limits.prohibitSendQuota ? writeQuota(mailbox.limits.prohibitSendQuota) : '2 GB',
        }
      : field
  })
}
