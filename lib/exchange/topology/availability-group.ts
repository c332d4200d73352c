import { int32, parsed, type Result, refuse, ok as succeed, type Value } from '@/lib/shell'
import { quoted } from '../directory/quoted'
import { type Definition, define, settingsOf } from '../organization/definition'
import {
  booleanKind,
  type Kind,
  listOf,
  oneOf,
  optional,
  plain,
  textKind,
  timeSpanKind,
} from '../organization/kind'
import type { Site, Stored } from '../store'
import { address, countKind } from '../transport/setting-table'
import { type ExchangeVersion, since } from './exchange-version'

type NetworkOption = 'Disabled' | 'Enabled' | 'InterSubnetOnly' | 'SeedOnly'

/** Up to 16 Mailbox servers that hold copies of each other's databases. */
export interface DatabaseAvailabilityGroup {
  /** Names, in the order in which they came. */
  readonly servers: readonly string[]
  /** Members that Stop-DatabaseAvailabilityGroup took out of service. */
  readonly stoppedServers: readonly string[]
  readonly witnessServer: string | null
  readonly witnessDirectory: string
  readonly alternateWitnessServer: string | null
  readonly alternateWitnessDirectory: string | null
  /** Of the cluster's name. None: by DHCP; 255.255.255.255: without an administrative access point. */
  readonly addresses: readonly string[]
  readonly networkCompression: NetworkOption
  readonly networkEncryption: NetworkOption
  readonly replicationPort: number
  readonly datacenterActivationMode: 'Off' | 'DagOnly'
  readonly thirdPartyReplication: 'Disabled' | 'Enabled'
  readonly manualDagNetworkConfiguration: boolean
  readonly replayLagManagerEnabled: boolean
  readonly autoDagAutoReseedEnabled: boolean
  readonly autoDagDatabaseCopiesPerVolume: number
  readonly autoDagVolumesRootFolderPath: string
  readonly autoDagDatabasesRootFolderPath: string
  readonly fileSystem: 'NTFS' | 'ReFS'
  readonly preferenceMoveFrequency: string
}

const set = settingsOf<DatabaseAvailabilityGroup>()
const networkOption = oneOf('NetworkOption', 'Disabled', 'Enabled', 'InterSubnetOnly', 'SeedOnly')
const since2013 = since('2013')

/** `C:\DAG1`: a folder, not the drive itself. */
export const folder = parsed(
  'NonRootLocalLongFullPath',
  (given): Result<string> =>
    /^[a-z]:\\[^\p{Cc}"*/:<>?|\\][^\p{Cc}"*/:<>?|]{0,240}$/iu.test(given)
      ? succeed(given)
      : refuse('InvalidArgument', 'InvalidPath', `The path ${quoted(given)} isn't valid.`, {
          recommendedAction: 'Use a folder on a local drive, such as C:\\DAGFileShareWitnesses\\DAG1.',
        }),
)

/** No address, written 0.0.0.0, is one by DHCP. */
export const groupAddresses: Kind<readonly string[]> = {
  ...listOf(address),
  parse: (value: Value) => {
    const given = listOf(address).parse(value)
    return given.ok ? succeed(given.value.filter((one) => one !== '0.0.0.0')) : given
  },
  write: (value) => (value.length === 0 ? ['0.0.0.0'] : value),
}

const folderKind = optional(plain(folder))

export const databaseAvailabilityGroup: Definition<DatabaseAvailabilityGroup> =
  define<DatabaseAvailabilityGroup>('DatabaseAvailabilityGroup', 'database availability group', {
    columns: ['Name', 'Servers', 'OperationalServers'],
    settings: {
      WitnessServer: set('witnessServer', optional(textKind)),
      WitnessDirectory: set('witnessDirectory', plain(folder)),
      AlternateWitnessServer: set('alternateWitnessServer', optional(textKind)),
      AlternateWitnessDirectory: set('alternateWitnessDirectory', folderKind),
      DatabaseAvailabilityGroupIpAddresses: set('addresses', groupAddresses),
      NetworkCompression: set('networkCompression', networkOption),
      NetworkEncryption: set('networkEncryption', networkOption),
      ReplicationPort: set('replicationPort', countKind(1, 65_535)),
      DatacenterActivationMode: set(
        'datacenterActivationMode',
        oneOf('DatacenterActivationModeOption', 'Off', 'DagOnly'),
      ),
      ManualDagNetworkConfiguration: set('manualDagNetworkConfiguration', booleanKind, since2013),
      ReplayLagManagerEnabled: set('replayLagManagerEnabled', booleanKind, since2013),
      AutoDagAutoReseedEnabled: set('autoDagAutoReseedEnabled', booleanKind, since2013),
      AutoDagDatabaseCopiesPerVolume: set('autoDagDatabaseCopiesPerVolume', plain(int32), since2013),
      AutoDagVolumesRootFolderPath: set('autoDagVolumesRootFolderPath', plain(folder), since2013),
      AutoDagDatabasesRootFolderPath: set('autoDagDatabasesRootFolderPath', plain(folder), since2013),
      FileSystem: set('fileSystem', oneOf('FileSystemMode', 'NTFS', 'ReFS'), since('2016')),
      PreferenceMoveFrequency: set('preferenceMoveFrequency', timeSpanKind, since('2016')),
    },
    show: ({ properties }) => ({
      Servers: properties.servers,
      StartedMailboxServers: properties.servers.filter((one) => !properties.stoppedServers.includes(one)),
      StoppedMailboxServers: properties.stoppedServers,
      DatabaseAvailabilityGroupIpv4Addresses: properties.addresses,
      ThirdPartyReplication: properties.thirdPartyReplication,
    }),
  })

/** 2016 makes a group without an administrative access point; before, its cluster asks DHCP for an address. */
export function newAvailabilityGroup(
  version: ExchangeVersion,
  witnessDirectory: string,
): DatabaseAvailabilityGroup {
  return {
    servers: [],
    stoppedServers: [],
    witnessServer: null,
    witnessDirectory,
    alternateWitnessServer: null,
    alternateWitnessDirectory: null,
    addresses: version === '2016' ? ['255.255.255.255'] : [],
    networkCompression: 'InterSubnetOnly',
    networkEncryption: 'InterSubnetOnly',
    replicationPort: 64_327,
    datacenterActivationMode: 'Off',
    thirdPartyReplication: 'Disabled',
    manualDagNetworkConfiguration: false,
    replayLagManagerEnabled: version === '2016',
    autoDagAutoReseedEnabled: true,
    autoDagDatabaseCopiesPerVolume: 1,
    autoDagVolumesRootFolderPath: 'C:\\ExchangeVolumes',
    autoDagDatabasesRootFolderPath: 'C:\\ExchangeDatabases',
    fileSystem: version === '2016' ? 'ReFS' : 'NTFS',
    preferenceMoveFrequency: '01:00:00',
  }
}

/** The group that a server is a member of. */
export async function groupOf(
  { store }: Site,
  server: string,
): Promise<Stored<DatabaseAvailabilityGroup> | null> {
  const groups = await store.list(databaseAvailabilityGroup)
  return groups.find(({ properties }) => properties.servers.includes(server)) ?? null
}
