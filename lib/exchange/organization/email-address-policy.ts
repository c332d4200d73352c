import { ok, parsed, type Result, refuse } from '@/lib/shell'
import { parseAddressTemplate } from '../directory/address-template'
import type { Site, Stored } from '../store'
import { acceptedDomain } from './accepted-domain'
import { define, settingsOf } from './definition'
import { flagsKind, listOf } from './kind'

export type WellKnownRecipientType =
  | 'None'
  | 'MailboxUsers'
  | 'Resources'
  | 'MailContacts'
  | 'MailUsers'
  | 'MailGroups'
  | 'AllRecipients'

export interface EmailAddressPolicy {
  /** 1 is asked first; the Default Policy comes after all others. */
  readonly priority: number | 'Lowest'
  readonly includedRecipients: readonly WellKnownRecipientType[]
  /** `SMTP:%m@contoso.com` makes the primary address, each `smtp:…` a further one. */
  readonly enabledEmailAddressTemplates: readonly string[]
  /** Whether Update-EmailAddressPolicy ran since the last change; new recipients get it either way. */
  readonly recipientFilterApplied: boolean
}

export const defaultPolicyName = 'Default Policy'

/** A template as it is kept: `SMTP:%m@contoso.com`. */
export function parseTemplate(given: string): Result<string> {
  const [, prefix = 'smtp:', template = ''] = /^(smtp:)?(.*)$/is.exec(given.trim()) ?? []
  const parsedTemplate = parseAddressTemplate(template)
  return parsedTemplate.ok ? ok(`${prefix === 'SMTP:' ? 'SMTP:' : 'smtp:'}${template}`) : parsedTemplate
}

const templatesKind = listOf(parsed('ProxyAddressTemplate', parseTemplate))

export const recipientsKind = flagsKind(
  'WellKnownRecipientType',
  'None',
  'MailboxUsers',
  'Resources',
  'MailContacts',
  'MailUsers',
  'MailGroups',
  'AllRecipients',
)

const set = settingsOf<EmailAddressPolicy>()

export const emailAddressPolicy = define<EmailAddressPolicy>('EmailAddressPolicy', 'email address policy', {
  columns: ['Name', 'Priority', 'RecipientFilter'],
  settings: {
    EnabledEmailAddressTemplates: set('enabledEmailAddressTemplates', templatesKind),
    IncludedRecipients: set('includedRecipients', recipientsKind),
  },
  show: ({ properties }) => ({
    Priority: properties.priority,
    RecipientFilter: properties.includedRecipients.includes('AllRecipients')
      ? '(Alias -ne $null)'
      : `(${properties.includedRecipients.map((type) => `RecipientType -eq '${type}'`).join(' -or ')})`,
    EnabledPrimarySMTPAddressTemplate: primaryTemplate(properties),
    RecipientFilterApplied: properties.recipientFilterApplied,
  }),
  check: async ({ properties }, site) => checkTemplates(properties.enabledEmailAddressTemplates, site),
})

/** Without `SMTP:`. */
export function primaryTemplate({ enabledEmailAddressTemplates }: EmailAddressPolicy): string {
  return (enabledEmailAddressTemplates.find((one) => one.startsWith('SMTP:')) ?? '').slice('SMTP:'.length)
}

/** One primary template, and every domain an accepted one. */
async function checkTemplates(templates: readonly string[], { store }: Site): Promise<Result<void>> {
  if (templates.filter((one) => one.startsWith('SMTP:')).length !== 1)
    return refuse(
      'InvalidArgument',
      'PrimaryTemplateCount',
      'An email address policy needs exactly one template for the primary SMTP address.',
      { target: 'EnabledEmailAddressTemplates', recommendedAction: 'Write that one with SMTP: in capitals.' },
    )
  const accepted = (await store.list(acceptedDomain)).map(({ properties }) => properties.domainName)
  for (const template of templates) {
    const parsedTemplate = parseAddressTemplate(template)
    if (!parsedTemplate.ok) return parsedTemplate
    if (accepts(accepted, parsedTemplate.value.domain)) continue
    return refuse(
      'InvalidArgument',
      'TemplateDomainNotAccepted',
      `The email address template '${template}' can't be used because '${parsedTemplate.value.domain}' isn't an accepted domain.`,
      {
        target: 'EnabledPrimarySMTPAddressTemplate',
        recommendedAction: `Run New-AcceptedDomain for '${parsedTemplate.value.domain}' first.`,
      },
    )
  }
  return ok(undefined)
}

/** Whether one of the accepted domains covers this domain. */
export function accepts(accepted: readonly string[], domain: string): boolean {
  return accepted.some(
    (one) => one === domain || (one.startsWith('*.') && `.${domain}`.endsWith(one.slice(1))),
  )
}

/** In the order in which they are asked. */
export async function policiesInOrder({ store }: Site): Promise<readonly Stored<EmailAddressPolicy>[]> {
  const rank = ({ properties: { priority } }: Stored<EmailAddressPolicy>) =>
    priority === 'Lowest' ? Infinity : priority
  return (await store.list(emailAddressPolicy)).toSorted((one, other) => rank(one) - rank(other))
}

/** The policy that gives recipients of a kind their addresses: the first that includes them. */
export function policyFor(
  policies: readonly Stored<EmailAddressPolicy>[],
  kind: WellKnownRecipientType,
): Stored<EmailAddressPolicy> | null {
  return (
    policies.find(({ properties: { includedRecipients } }) =>
      includedRecipients.some((type) => type === 'AllRecipients' || type === kind),
    ) ?? null
  )
}

export function policyForMailboxes(
  policies: readonly Stored<EmailAddressPolicy>[],
): Stored<EmailAddressPolicy> | null {
  return policyFor(policies, 'MailboxUsers')
}
