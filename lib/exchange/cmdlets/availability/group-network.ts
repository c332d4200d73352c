import { server as computerNoun } from '@/lib/essentials'
import { command, mandatory, ok, piped, type Result, refuse, text } from '@/lib/shell'
import { shortName, showObject } from '../../organization/definition'
import { objectName } from '../../organization/kind'
import type { Site, Stored } from '../../store'
import { type DatabaseAvailabilityGroup, databaseAvailabilityGroup } from '../../topology/availability-group'
import type { ExchangeServer } from '../../topology/exchange-server'
import { shellVersion } from '../../topology/exchange-version'
import { type GroupNetwork, groupNetwork } from '../../topology/group-network'
import { exchangeCmdlet } from '../exchange-cmdlet'
import { findObject, requireObject } from '../find-object'
import { insertObject } from '../insert-object'
import { givenProperties, settingParameters, writtenSettings } from '../noun-parameters'
import { removeCmdlet } from '../remove-cmdlet'
import { setCmdlet } from '../set-cmdlet'

type Group = Stored<DatabaseAvailabilityGroup>

/** The network that the cluster finds when its first member comes: the one that this server is in. */
export async function discoverNetwork(
  { name, properties }: Group,
  server: Stored<ExchangeServer>,
  site: Site,
): Promise<Result<unknown>> {
  if (properties.servers.length !== 1 || properties.manualDagNetworkConfiguration) return ok(undefined)
  const address = (await site.store.find(computerNoun, server.name))?.properties.address
  if (!address) return ok(undefined)
  const version = server.properties.version
  const network = `${name}\\${version === '2010' ? 'DAGNetwork01' : 'MapiDagNetwork'}`
  if (await site.store.find(groupNetwork, network)) return ok(undefined)
  return site.store.insert(groupNetwork, network, {
    ...newNetwork(name),
    subnets: [`${address.split('.').slice(0, 3).join('.')}.0/24`],
  })
}

/** Without members there is no cluster, and nothing that has networks. */
export async function forgetNetworks({ name, properties }: Group, { store }: Site): Promise<void> {
  if (properties.servers.length > 0 || properties.manualDagNetworkConfiguration) return
  for (const network of await store.list(groupNetwork))
    if (network.properties.group === name) await store.remove(groupNetwork, network)
}

function newNetwork(group: string): GroupNetwork {
  return { group, description: '', subnets: [], replicationEnabled: true, ignoreNetwork: false }
}

/** Since 2013 the group looks after its networks itself until it is told not to. */
async function checkManual(group: string, site: Site): Promise<Result<void>> {
  const found = await site.store.find(databaseAvailabilityGroup, group)
  const automatic = found?.properties.manualDagNetworkConfiguration === false
  return automatic && (await shellVersion(site)) !== '2010'
    ? refuse(
        'InvalidOperation',
        'AutomaticNetworkConfiguration',
        `The networks of the database availability group '${group}' are configured automatically.`,
        {
          target: 'Identity',
          recommendedAction: `To configure them by hand: Set-DatabaseAvailabilityGroup ${group} -ManualDagNetworkConfiguration $true`,
        },
      )
    : ok(undefined)
}

const getNetwork = exchangeCmdlet({
  name: 'Get-DatabaseAvailabilityGroupNetwork',
  synopsis: 'Lists the networks of database availability groups.',
  reads: true,
  parameters: { Identity: piped({ ...text, position: 1 }), Server: text },
  run: async ({ Identity }, site) => {
    const group = Identity
      ? await findObject(site, databaseAvailabilityGroup, Identity.replace(/\\\*$/, ''))
      : null
    if (Identity && !group) {
      const one = await requireObject(site, groupNetwork, Identity)
      return one.ok ? ok({ output: [showObject(groupNetwork, one.value)] }) : one
    }
    const all = await site.store.list(groupNetwork)
    const wanted = all.filter(({ properties }) => !group || properties.group === group.name)
    return ok({ output: wanted.map((one) => showObject(groupNetwork, one)) })
  },
})

const newNetworkCmdlet = exchangeCmdlet({
  name: 'New-DatabaseAvailabilityGroupNetwork',
  synopsis: 'Makes a network of a database availability group.',
  parameters: {
    ...settingParameters(groupNetwork),
    Name: mandatory(objectName, 1),
    DatabaseAvailabilityGroup: mandatory(text, 2),
  },
  run: async ({ Name, DatabaseAvailabilityGroup, ...given }, site) => {
    const group = await requireObject(
      site,
      databaseAvailabilityGroup,
      DatabaseAvailabilityGroup,
      'DatabaseAvailabilityGroup',
    )
    if (!group.ok) return group
    const manual = await checkManual(group.value.name, site)
    if (!manual.ok) return manual
    const properties = { ...newNetwork(group.value.name), ...givenProperties(groupNetwork, given) }
    return insertObject(groupNetwork, `${group.value.name}\\${Name}`, properties, site)
  },
})

const setNetwork = setCmdlet(groupNetwork, {
  synopsis: 'Changes a network of a database availability group.',
  renames: true,
  decide: async ({ properties: { group } }, given, site) => {
    const manual = await checkManual(group, site)
    return manual.ok ? ok({ properties: givenProperties(groupNetwork, given) }) : manual
  },
})

const removeNetwork = removeCmdlet(groupNetwork, {
  synopsis: 'Removes a network of a database availability group.',
  guard: ({ properties: { group } }, site) => checkManual(group, site),
  undo: ({ name, properties }) => [
    command('New-DatabaseAvailabilityGroupNetwork', {
      Name: shortName(name),
      DatabaseAvailabilityGroup: properties.group,
      ...writtenSettings(groupNetwork, properties),
    }),
  ],
})

export const groupNetworkCmdlets = [getNetwork, newNetworkCmdlet, setNetwork, removeNetwork]
