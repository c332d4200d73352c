import {
  command,
  enumeration,
  mandatory,
  ok,
  parsed,
  type Result,
  refuse,
  switchParameter,
} from '@/lib/shell'
import { quoted } from '../../directory/quoted'
import type { Site, Stored } from '../../store'
import {
  type DatabaseAvailabilityGroup,
  databaseAvailabilityGroup,
  groupAddresses,
  newAvailabilityGroup,
} from '../../topology/availability-group'
import { shellVersion, since } from '../../topology/exchange-version'
import { exchangeCmdlet, only } from '../exchange-cmdlet'
import { getCmdlet } from '../get-cmdlet'
import { insertObject } from '../insert-object'
import { givenProperties, writtenSettings } from '../noun-parameters'
import { removeCmdlet } from '../remove-cmdlet'
import { setCmdlet } from '../set-cmdlet'
import { checkWitness, usualDirectory, witnessWarnings } from './witness'

const { WitnessServer, WitnessDirectory, FileSystem } = databaseAvailabilityGroup.settings

/** A cluster's name is a computer's name: 15 characters at most (NetBIOS). */
const groupName = parsed('String', (given): Result<string> => {
  const name = given.trim()
  return /^[a-z\d][a-z\d-]{0,14}$/i.test(name)
    ? ok(name)
    : refuse('InvalidArgument', 'InvalidName', `The name ${quoted(given)} isn't valid.`, {
        recommendedAction: 'Use 1 to 15 letters, digits and hyphens: it becomes the name of a computer.',
      })
})

const newGroup = exchangeCmdlet({
  name: 'New-DatabaseAvailabilityGroup',
  synopsis: 'Makes a database availability group, without members yet.',
  parameters: {
    Name: mandatory(groupName, 1),
    ...(WitnessServer ? { WitnessServer: WitnessServer.kind } : {}),
    ...(WitnessDirectory ? { WitnessDirectory: WitnessDirectory.kind } : {}),
    ...(FileSystem ? { FileSystem: only(since('2016'), FileSystem.kind) } : {}),
    DatabaseAvailabilityGroupIpAddresses: groupAddresses,
    ThirdPartyReplication: enumeration('ThirdPartyReplicationMode', 'Disabled', 'Enabled'),
  },
  run: async ({ Name, ThirdPartyReplication, ...given }, site) => {
    const version = (await shellVersion(site)) ?? '2013'
    const usual = newAvailabilityGroup(version, await usualDirectory(Name, site))
    const properties = {
      ...usual,
      ...givenProperties(databaseAvailabilityGroup, given),
      thirdPartyReplication: ThirdPartyReplication ?? usual.thirdPartyReplication,
    }
    const made = await insertObject(databaseAvailabilityGroup, Name, properties, site)
    return made.ok
      ? ok({ ...made.value, warnings: await witnessWarnings(properties.witnessServer, site) })
      : made
  },
})

const setGroup = setCmdlet(databaseAvailabilityGroup, {
  synopsis: 'Changes a database availability group.',
  extra: { DiscoverNetworks: switchParameter, SkipDagValidation: only(since('2013'), switchParameter) },
  decide: async ({ properties: { servers } }, given, site) => {
    const properties = givenProperties(databaseAvailabilityGroup, given)
    for (const witness of [properties.witnessServer, properties.alternateWitnessServer]) {
      const apart = checkWitness(witness, servers)
      if (!apart.ok) return apart
    }
    const warnings = properties.witnessServer ? await witnessWarnings(properties.witnessServer, site) : []
    return ok({ properties, warnings })
  },
})

function checkEmpty({ name, properties }: Stored<DatabaseAvailabilityGroup>): Result<void> {
  return properties.servers.length === 0
    ? ok(undefined)
    : refuse(
        'InvalidOperation',
        'AvailabilityGroupNotEmpty',
        `The database availability group '${name}' still has members: ${properties.servers.join(', ')}.`,
        {
          target: 'Identity',
          recommendedAction: 'Remove them first: Remove-DatabaseAvailabilityGroupServer.',
        },
      )
}

const removeGroup = removeCmdlet(databaseAvailabilityGroup, {
  synopsis: 'Removes a database availability group without members.',
  guard: async (stored: Stored<DatabaseAvailabilityGroup>, _: Site) => checkEmpty(stored),
  undo: ({ name, properties }, version) => {
    const { WitnessServer, WitnessDirectory, ...rest } = writtenSettings(
      databaseAvailabilityGroup,
      properties,
      version,
    )
    return [
      command('New-DatabaseAvailabilityGroup', {
        Name: name,
        WitnessServer,
        WitnessDirectory,
        ThirdPartyReplication: properties.thirdPartyReplication,
      }),
      command('Set-DatabaseAvailabilityGroup', { Identity: name, ...rest }),
    ]
  },
})

export const availabilityGroupCmdlets = [
  getCmdlet(databaseAvailabilityGroup, {
    synopsis: 'Lists the database availability groups.',
    extra: { Status: switchParameter },
  }),
  newGroup,
  setGroup,
  removeGroup,
]
