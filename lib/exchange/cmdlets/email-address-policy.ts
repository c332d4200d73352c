import { command, mandatory, ok, parsed, type Result, refuse } from '@/lib/shell'
import { parseAddressTemplate } from '../directory/address-template'
import {
  defaultPolicyName,
  type EmailAddressPolicy,
  emailAddressPolicy,
} from '../organization/email-address-policy'
import { objectName } from '../organization/kind'
import type { Site, Stored } from '../store'
import { place, priorityParameter, ranked, renumber, wrongPriority } from './email-address-policy-priority'
import { exchangeCmdlet } from './exchange-cmdlet'
import { getCmdlet } from './get-cmdlet'
import { insertObject } from './insert-object'
import { type Given, givenProperties, settingParameters, writtenSettings } from './noun-parameters'
import { removeCmdlet } from './remove-cmdlet'
import { type Change, setCmdlet } from './set-cmdlet'
import { updateEmailAddressPolicy } from './update-email-address-policy'

/** `%m@contoso.com`, without a prefix: the primary address. */
const primaryParameter = parsed('String', (given): Result<string> => {
  const template = parseAddressTemplate(given)
  return template.ok ? ok(given.trim().replace(/^smtp:/i, '')) : template
})

const beside = { EnabledPrimarySMTPAddressTemplate: primaryParameter, Priority: priorityParameter }

/** The templates that were given in either form; the primary one takes the place of the former. */
function givenTemplates(given: Given, former: readonly string[]): readonly string[] | undefined {
  const list = given.EnabledEmailAddressTemplates as readonly string[] | undefined
  const primary = given.EnabledPrimarySMTPAddressTemplate as string | undefined
  if (primary === undefined) return list
  return [`SMTP:${primary}`, ...(list ?? former).filter((one) => !one.startsWith('SMTP:'))]
}

const newCmdlet = exchangeCmdlet({
  name: 'New-EmailAddressPolicy',
  synopsis: 'Adds a policy that gives recipients their email addresses.',
  parameters: { ...settingParameters(emailAddressPolicy), ...beside, Name: mandatory(objectName, 1) },
  run: async ({ Name, Priority, ...given }, site) => {
    const properties = givenProperties(emailAddressPolicy, given)
    const { includedRecipients = ['AllRecipients'] } = properties
    const last = (await ranked(site)).length + 1
    const priority = Priority === undefined || Priority === 'Lowest' ? last : Priority
    if (priority > last) return wrongPriority(last)
    const inserted = await insertObject(
      emailAddressPolicy,
      Name,
      {
        priority: last,
        includedRecipients,
        enabledEmailAddressTemplates: givenTemplates(given, []) ?? [],
        recipientFilterApplied: false,
      },
      site,
    )
    const policy = await site.store.find(emailAddressPolicy, Name)
    if (!inserted.ok || !policy || priority === last) return inserted
    const placed = await place(policy, priority, site)
    return placed.ok ? inserted : placed
  },
})

function protectedDefault(what: string, target: string): Result<never> {
  return refuse('InvalidOperation', 'DefaultPolicyProtected', `The ${defaultPolicyName} can't be ${what}.`, {
    target,
  })
}

function isDefault({ properties }: Stored<EmailAddressPolicy>): boolean {
  return properties.priority === 'Lowest'
}

async function decide(
  stored: Stored<EmailAddressPolicy>,
  given: Given,
  site: Site,
): Promise<Result<Change<EmailAddressPolicy>>> {
  if (isDefault(stored)) {
    if (given.Name !== undefined) return protectedDefault('renamed', 'Name')
    if (given.Priority !== undefined) return protectedDefault('given another priority', 'Priority')
    if (given.IncludedRecipients !== undefined)
      return protectedDefault('limited to some recipients', 'IncludedRecipients')
  }
  const templates = givenTemplates(given, stored.properties.enabledEmailAddressTemplates)
  const properties = {
    ...givenProperties(emailAddressPolicy, given),
    ...(templates ? { enabledEmailAddressTemplates: templates } : {}),
  }
  if (given.Priority === undefined) return ok({ properties })
  const last = (await ranked(site)).length
  const priority = given.Priority === 'Lowest' ? last : (given.Priority as number)
  if (priority > last) return wrongPriority(last)
  if (priority === stored.properties.priority) return ok({ properties })
  const placed = await place(stored, priority, site, stored.id)
  if (!placed.ok) return placed
  const undo = [
    command('Set-EmailAddressPolicy', { Identity: stored.name, Priority: stored.properties.priority }),
  ]
  return ok({ properties: { ...properties, priority }, undo })
}

const setPolicy = setCmdlet(emailAddressPolicy, {
  synopsis:
    'Changes an email address policy. Recipients that are there keep their addresses until Update-EmailAddressPolicy.',
  renames: true,
  extra: beside,
  decide: async (stored, given, site) => {
    const decided = await decide(stored, given, site)
    return decided.ok && decided.value.properties.enabledEmailAddressTemplates
      ? ok({
          ...decided.value,
          properties: { ...decided.value.properties, recipientFilterApplied: false },
        })
      : decided
  },
})

const removePolicy = removeCmdlet(emailAddressPolicy, {
  synopsis: 'Removes an email address policy. Addresses that it gave stay.',
  guard: async (stored) => (isDefault(stored) ? protectedDefault('removed', 'Identity') : ok(undefined)),
  afterwards: async (_, site) => renumber(await ranked(site), site),
  undo: ({ name, properties }) => [
    command('New-EmailAddressPolicy', {
      Name: name,
      Priority: properties.priority,
      ...writtenSettings(emailAddressPolicy, properties),
    }),
  ],
})

export const emailAddressPolicyCmdlets = [
  getCmdlet(emailAddressPolicy, {
    synopsis: 'Lists the policies that give recipients their email addresses.',
  }),
  newCmdlet,
  setPolicy,
  removePolicy,
  updateEmailAddressPolicy,
]
