import { absent, type Cmdlet, command, mandatory, ok, type Result, refuse } from '@/lib/shell'
import type { Definition } from '../../organization/definition'
import { objectName } from '../../organization/kind'
import {
  activeSyncPolicy,
  type MobileDevicePolicy,
  mobileDevicePolicy,
  newMobileDevicePolicy,
} from '../../organization/mobile-device-policy'
import type { Site } from '../../store'
import { type ExchangeVersion, since } from '../../topology/exchange-version'
import { exchangeCmdlet } from '../exchange-cmdlet'
import { getCmdlet } from '../get-cmdlet'
import { insertObject } from '../insert-object'
import { givenProperties, settingParameters, writtenSettings } from '../noun-parameters'
import { removeCmdlet } from '../remove-cmdlet'
import { setCmdlet } from '../set-cmdlet'

/** There is one default: the former one is it no longer. Gives its name. */
async function takeDefault(site: Site): Promise<Result<string | null>> {
  const all = await site.store.list(mobileDevicePolicy)
  const former = all.find(({ properties }) => properties.isDefault)
  if (!former) return ok(null)
  const updated = await site.store.update(mobileDevicePolicy, former, { isDefault: false })
  return updated.ok ? ok(former.name) : updated
}

const flagOf = ({ settings }: Definition<MobileDevicePolicy>) =>
  Object.keys(settings).find((name) => settings[name]?.key === 'isDefault') ?? 'IsDefault'

function cmdletsOf(
  definition: Definition<MobileDevicePolicy>,
  noun: string,
  versions?: readonly ExchangeVersion[],
): readonly Cmdlet<Site>[] {
  const more = { noun, ...(versions ? { versions } : {}) }
  const flag = flagOf(definition)
  const backToDefault = (name: string | null) =>
    name === null ? [] : [command(`Set-${noun}`, { Identity: name, [flag]: true })]
  return [
    getCmdlet(definition, { ...more, synopsis: 'Lists the policies for telephones and tablets.' }),
    exchangeCmdlet({
      name: `New-${noun}`,
      synopsis: 'Makes a policy for telephones and tablets.',
      ...(versions ? { versions } : {}),
      parameters: { ...settingParameters(definition), Name: mandatory(objectName, 1) },
      run: async ({ Name, ...given }, site) => {
        const properties = { ...newMobileDevicePolicy, ...givenProperties(definition, given) }
        const former = properties.isDefault ? await takeDefault(site) : ok(null)
        if (!former.ok) return former
        const made = await insertObject(definition, Name, properties, site)
        if (!made.ok) return made
        const away = command(`Remove-${noun}`, { Identity: Name, Confirm: absent })
        return ok({ ...made.value, undo: [...backToDefault(former.value), away] })
      },
    }),
    setCmdlet(definition, {
      ...more,
      synopsis: 'Changes a policy for telephones and tablets.',
      renames: true,
      decide: async (stored, given, site) => {
        const properties = givenProperties(definition, given)
        if (properties.isDefault === false && stored.properties.isDefault) {
          const { isDefault: _, ...rest } = properties
          return ok({ properties: rest, warnings: [untilAnother(stored.name)] })
        }
        if (!properties.isDefault || stored.properties.isDefault) return ok({ properties })
        const former = await takeDefault(site)
        return former.ok ? ok({ properties, undo: backToDefault(former.value) }) : former
      },
    }),
    removeCmdlet(definition, {
      ...more,
      synopsis: 'Removes a policy for telephones and tablets.',
      guard: async ({ name, properties }) => (properties.isDefault ? staysDefault(name) : ok(undefined)),
      undo: ({ name, properties }) => [
        command(`New-${noun}`, { Name: name, ...writtenSettings(definition, properties) }),
      ],
    }),
  ]
}

function untilAnother(name: string): string {
  return `The policy '${name}' stays the default one until another one is made the default.`
}

function staysDefault(name: string): Result<never> {
  return refuse(
    'InvalidOperation',
    'DefaultPolicyCannotBeRemoved',
    `The policy '${name}' is the default one: mailboxes without another one have it.`,
    { target: 'Identity', recommendedAction: 'Make another policy the default first.' },
  )
}

export const mobileDevicePolicyCmdlets = [
  ...cmdletsOf(mobileDevicePolicy, 'MobileDeviceMailboxPolicy', since('2013')),
  ...cmdletsOf(activeSyncPolicy, 'ActiveSyncMailboxPolicy'),
]
