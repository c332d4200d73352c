import { command, mandatory, ok, type Result, refuse, text } from '@/lib/shell'
import { isCondition } from '../../directory/precanned-filter'
import {
  type AddressList,
  addressList,
  defaultGlobalAddressList,
  globalAddressList,
  noRecipients,
} from '../../organization/address-list'
import type { Definition } from '../../organization/definition'
import { objectName } from '../../organization/kind'
import type { Site, Stored } from '../../store'
import { exchangeCmdlet } from '../exchange-cmdlet'
import { requireObject } from '../find-object'
import { getCmdlet } from '../get-cmdlet'
import { insertObject } from '../insert-object'
import { keptMore } from '../more-properties'
import { type Given, givenProperties, settingParameters, writtenSettings } from '../noun-parameters'
import { removeCmdlet } from '../remove-cmdlet'
import { setCmdlet } from '../set-cmdlet'

/** A filter and conditions exclude each other. */
function checkOneForm(given: Given): Result<void> {
  const conditions = Object.keys(given).some((name) => isCondition(name) || name === 'IncludedRecipients')
  return given.RecipientFilter !== undefined && conditions
    ? refuse(
        'InvalidArgument',
        'AmbiguousParameterSet',
        'Parameter set cannot be resolved using the specified named parameters.',
        {
          target: 'RecipientFilter',
          recommendedAction: 'Give -RecipientFilter, or -IncludedRecipients with conditions.',
        },
      )
    : ok(undefined)
}

function newList(definition: Definition<AddressList>, synopsis: string) {
  return exchangeCmdlet({
    name: `New-${definition.class}`,
    synopsis,
    parameters: {
      ...settingParameters(definition),
      Name: mandatory(objectName, 1),
      ...(definition === addressList ? { Container: text } : {}),
    },
    run: async ({ Name, ...rest }, site) => {
      const given = rest as Given
      const form = checkOneForm(given)
      if (!form.ok) return form
      const container =
        typeof given.Container === 'string' && given.Container.replace(/^\\+/, '') !== ''
          ? await requireObject(site, definition, given.Container, 'Container')
          : ok(null)
      if (!container.ok) return container
      const path = container.value ? `${container.value.name}\\${Name}` : Name
      return insertObject(definition, path, { ...noRecipients, ...givenProperties(definition, rest) }, site)
    },
  })
}

function setList(definition: Definition<AddressList>, synopsis: string) {
  return setCmdlet(definition, {
    synopsis,
    extra: { Name: objectName },
    decide: async (stored, given, site) => {
      const form = checkOneForm(given)
      if (!form.ok) return form
      const properties = givenProperties(definition, given)
      const conditions = Object.keys(keptMore(properties)).some(isCondition) || given.IncludedRecipients
      const change = conditions ? { ...properties, recipientFilter: null } : properties
      if (typeof given.Name !== 'string') return ok({ properties: change })
      const parts = stored.name.split('\\')
      const name = [...parts.slice(0, -1), given.Name].join('\\')
      const moved = await moveInner(definition, stored.name, name, site)
      if (!moved.ok) return moved
      const undo = [command(`Set-${definition.class}`, { Identity: stored.id, Name: parts.at(-1) ?? '' })]
      return ok({ properties: change, name, undo })
    },
  })
}

/** What is within a list goes with it. */
async function moveInner(
  definition: Definition<AddressList>,
  from: string,
  to: string,
  site: Site,
): Promise<Result<void>> {
  for (const inner of await within(definition, from, site)) {
    const moved = await site.store.update(definition, inner, {}, `${to}${inner.name.slice(from.length)}`)
    if (!moved.ok) return moved
  }
  return ok(undefined)
}

async function within(definition: Definition<AddressList>, path: string, { store }: Site) {
  const prefix = `${path}\\`.toLowerCase()
  return (await store.list(definition)).filter(({ name }) => name.toLowerCase().startsWith(prefix))
}

function again(definition: Definition<AddressList>, { name, properties }: Stored<AddressList>) {
  const parts = name.split('\\')
  const written = Object.entries(writtenSettings(definition, properties)).filter(
    ([, value]) => value !== null,
  )
  const { IncludedRecipients, ...others } = Object.fromEntries(written)
  return command(`New-${definition.class}`, {
    Name: parts.at(-1) ?? name,
    ...(parts.length > 1 ? { Container: parts.slice(0, -1).join('\\') } : {}),
    ...others,
    ...(properties.includedRecipients.length > 0 ? { IncludedRecipients: IncludedRecipients ?? [] } : {}),
  })
}

function removeList(definition: Definition<AddressList>, synopsis: string) {
  return removeCmdlet(definition, {
    synopsis,
    guard: async (stored, site) => {
      if (stored.name === defaultGlobalAddressList)
        return refuse(
          'InvalidOperation',
          'DefaultGALProtected',
          `The ${defaultGlobalAddressList} can't be removed.`,
          { target: 'Identity' },
        )
      const inner = await within(definition, stored.name, site)
      return inner.length === 0
        ? ok(undefined)
        : refuse(
            'InvalidOperation',
            'AddressListHasChildren',
            `The address list '${stored.name}' has other lists within it.`,
            { target: 'Identity', recommendedAction: 'Remove those first.' },
          )
    },
    undo: (stored) => [again(definition, stored)],
  })
}

/** Who is in a list is found when it is read, so there is nothing to bring up to date. */
function updateList(definition: Definition<AddressList>, synopsis: string) {
  return exchangeCmdlet({
    name: `Update-${definition.class}`,
    synopsis,
    parameters: { Identity: { ...mandatory(text, 1), piped: true } },
    run: async ({ Identity }, site) => {
      const found = await requireObject(site, definition, Identity)
      return found.ok ? ok({ undo: [] }) : found
    },
  })
}

const moveAddressList = exchangeCmdlet({
  name: 'Move-AddressList',
  synopsis: 'Puts an address list within another one.',
  parameters: { Identity: { ...mandatory(text, 1), piped: true }, Target: mandatory(text) },
  run: async ({ Identity, Target }, site) => {
    const found = await requireObject(site, addressList, Identity)
    if (!found.ok) return found
    const root = Target.replace(/^\\+/, '') === ''
    const target = root ? ok(null) : await requireObject(site, addressList, Target, 'Target')
    if (!target.ok) return target
    const { id, name } = found.value
    if (target.value && `${target.value.name}\\`.toLowerCase().startsWith(`${name}\\`.toLowerCase()))
      return refuse(
        'InvalidOperation',
        'MoveIntoItself',
        `The address list '${name}' can't be within itself.`,
        {
          target: 'Target',
        },
      )
    const parts = name.split('\\')
    const moved = [...(target.value ? [target.value.name] : []), parts.at(-1) ?? name].join('\\')
    const inner = await moveInner(addressList, name, moved, site)
    if (!inner.ok) return inner
    const updated = await site.store.update(addressList, found.value, {}, moved)
    if (!updated.ok) return updated
    const former = `\\${parts.slice(0, -1).join('\\')}`
    return ok({ undo: [command('Move-AddressList', { Identity: id, Target: former })] })
  },
})

export const addressListCmdlets = [
  getCmdlet(addressList, { synopsis: 'Lists the address lists.' }),
  newList(addressList, 'Makes an address list of the recipients that a filter finds.'),
  setList(addressList, 'Changes an address list.'),
  removeList(addressList, 'Removes an address list.'),
  updateList(addressList, 'Brings an address list up to date.'),
  moveAddressList,
  getCmdlet(globalAddressList, { synopsis: 'Lists the global address lists.' }),
  newList(globalAddressList, 'Makes a global address list.'),
  setList(globalAddressList, 'Changes a global address list.'),
  removeList(globalAddressList, 'Removes a global address list.'),
  updateList(globalAddressList, 'Brings a global address list up to date.'),
]
