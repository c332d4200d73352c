import { absent, command, mandatory, ok, piped, type Result, text, type Value } from '@/lib/shell'
import { parsePredicate } from '../../directory/opath'
import { isCondition, precannedFilter } from '../../directory/precanned-filter'
import { type DynamicDistributionGroup, dynamicDistributionGroup } from '../../directory/recipient'
import { filterableProperties } from '../../directory/recipient-defaults'
import { recipientsKind } from '../../organization/email-address-policy'
import { objectName } from '../../organization/kind'
import type { More, Site, Stored } from '../../store'
import { exchangeCmdlet } from '../exchange-cmdlet'
import { wrongRecipientType } from '../mailbox/require-mailbox'
import { givenMore, withGivenMore } from '../more-properties'
import { changedMore } from './changed-properties'
import { directoryView } from './directory-view'
import { requireRecipient } from './find-recipient'
import { insertMailObject, mailWritten, newMail, setMailObject } from './mail-object'
import { newMailParameters, setMailParameters } from './mail-parameters'
import { requireContainer } from './organizational-unit'
import { allProperties } from './recipient-properties'

const filterParameters = {
  RecipientFilter: text,
  IncludedRecipients: recipientsKind,
  RecipientContainer: text,
}

interface GivenFilter {
  readonly RecipientFilter?: string | undefined
  readonly IncludedRecipients?: readonly string[] | undefined
}

/** The filter that was given in either form, checked; null where none was. */
export function filterGiven(
  given: GivenFilter,
  former: More,
): Result<{ readonly filter: string; readonly precanned: boolean } | null> {
  if (given.RecipientFilter !== undefined) {
    const predicate = parsePredicate(given.RecipientFilter, filterableProperties)
    if (!predicate.ok) return predicate
    return ok({ filter: given.RecipientFilter, precanned: false })
  }
  const kinds = given.IncludedRecipients ?? (former.IncludedRecipients as readonly string[] | undefined) ?? []
  const filter = precannedFilter(kinds, former)
  return ok(filter === null ? null : { filter, precanned: true })
}

async function requireDynamic(
  site: Site,
  identity: string,
): Promise<Result<Stored<DynamicDistributionGroup>>> {
  const found = await requireRecipient(site, identity, (one) => one.kind === 'dynamicGroup')
  if (!found.ok) return found
  return found.value.kind === 'dynamicGroup' ? ok(found.value.object) : wrongRecipientType(identity, 'User')
}

const newDynamicGroup = exchangeCmdlet({
  name: 'New-DynamicDistributionGroup',
  synopsis: 'Makes a group whose members are found by a filter whenever mail comes.',
  parameters: { ...newMailParameters, ...filterParameters, Name: mandatory(objectName, 1) },
  run: async (given, site) => {
    const unit = given.OrganizationalUnit ? await requireContainer(site, given.OrganizationalUnit) : ok('')
    if (!unit.ok) return unit
    const scope = given.RecipientContainer ? await requireContainer(site, given.RecipientContainer) : ok(null)
    if (!scope.ok) return scope
    const included: More = given.IncludedRecipients ? { IncludedRecipients: given.IncludedRecipients } : {}
    const more = await changedMore(undefined, { ...givenMore(given), ...included }, site)
    if (!more.ok) return more
    const filter = filterGiven(given, more.value.more ?? {})
    if (!filter.ok) return filter
    const mail = await newMail({ id: null, name: given.Name, kind: 'MailGroups' }, given, site)
    if (!mail.ok) return mail
    const properties: DynamicDistributionGroup = {
      displayName: given.DisplayName ?? given.Name,
      container: unit.value || 'Users',
      mail: mail.value,
      recipientFilter: filter.value?.filter ?? '(Alias -ne $null)',
      precanned: filter.value?.precanned ?? true,
      recipientContainer: scope.value,
      ...(more.value.more ? { more: more.value.more } : {}),
    }
    const object = await insertMailObject(dynamicDistributionGroup, given.Name, properties, site)
    if (!object.ok) return object
    const output = await allProperties(
      { kind: 'dynamicGroup', object: object.value },
      await directoryView(site),
    )
    return ok({
      output: [output],
      undo: [command('Remove-DynamicDistributionGroup', { Identity: object.value.id, Confirm: absent })],
    })
  },
})

const setDynamicGroup = exchangeCmdlet({
  name: 'Set-DynamicDistributionGroup',
  synopsis: 'Changes a dynamic distribution group, or whom its filter finds.',
  parameters: { ...setMailParameters, ...filterParameters, Identity: piped(mandatory(text, 1)) },
  run: async ({ Identity, RecipientContainer, ...given }, site) => {
    const found = await requireDynamic(site, Identity)
    if (!found.ok) return found
    const scope = RecipientContainer ? await requireContainer(site, RecipientContainer) : ok(undefined)
    if (!scope.ok) return scope
    const included: More = given.IncludedRecipients ? { IncludedRecipients: given.IncludedRecipients } : {}
    const whole = withGivenMore(given, { ...givenMore(given), ...included })
    const change = await changedFilter(found.value, whole, site)
    if (!change.ok) return change
    const former = found.value.properties
    const recipientContainer = scope.value ?? former.recipientContainer
    const own = {
      change: { ...change.value.change, recipientContainer },
      back: {
        ...change.value.back,
        ...(recipientContainer === former.recipientContainer
          ? {}
          : { RecipientContainer: former.recipientContainer }),
      },
    }
    const setting = { setName: 'Set-DynamicDistributionGroup', kind: 'MailGroups', own } as const
    return setMailObject(dynamicDistributionGroup, found.value, whole, setting, site)
  },
})

/** What a filter of conditions becomes when one of them changes; a custom filter replaces all. */
async function changedFilter(
  { properties }: Stored<DynamicDistributionGroup>,
  given: GivenFilter & object,
  site: Site,
) {
  const conditions = Object.keys(givenMore(given)).some(isCondition) || given.IncludedRecipients !== undefined
  if (!conditions && given.RecipientFilter === undefined) return ok({ change: {}, back: {} })
  const merged = await changedMore(properties.more, givenMore(given), site)
  if (!merged.ok) return merged
  const filter = filterGiven(given, merged.value.more ?? {})
  if (!filter.ok) return filter
  const recipientFilter = filter.value?.filter ?? properties.recipientFilter
  const former: Record<string, Value> = properties.precanned
    ? { IncludedRecipients: properties.more?.IncludedRecipients ?? 'None' }
    : { RecipientFilter: properties.recipientFilter }
  const back = recipientFilter === properties.recipientFilter ? {} : former
  return ok({ change: { recipientFilter, precanned: filter.value?.precanned ?? properties.precanned }, back })
}

const removeDynamicGroup = exchangeCmdlet({
  name: 'Remove-DynamicDistributionGroup',
  synopsis: 'Removes a dynamic distribution group.',
  parameters: { Identity: piped(mandatory(text, 1)) },
  run: async ({ Identity }, site) => {
    const found = await requireDynamic(site, Identity)
    if (!found.ok) return found
    const { name, properties } = found.value
    await site.store.remove(dynamicDistributionGroup, found.value)
    const { mail, more = {} } = properties
    if (!mail) return ok({})
    const conditions = Object.entries(more).filter(
      ([key]) => isCondition(key) || key === 'IncludedRecipients',
    )
    const others = Object.entries(more).filter(([key]) => !isCondition(key) && key !== 'IncludedRecipients')
    return ok({
      undo: [
        command('New-DynamicDistributionGroup', {
          Name: name,
          Alias: mail.alias,
          DisplayName: properties.displayName,
          OrganizationalUnit: properties.container,
          ...(properties.precanned
            ? Object.fromEntries(conditions)
            : { RecipientFilter: properties.recipientFilter }),
          ...(properties.recipientContainer ? { RecipientContainer: properties.recipientContainer } : {}),
        }),
        command('Set-DynamicDistributionGroup', {
          Identity: name,
          ...mailWritten(mail),
          ...Object.fromEntries(others),
        }),
      ],
    })
  },
})

export const dynamicGroupCmdlets = [newDynamicGroup, setDynamicGroup, removeDynamicGroup]
