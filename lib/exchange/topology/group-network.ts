import { parseIpRange } from '@/lib/network'
import { parsed, type Result, refuse, ok as succeed } from '@/lib/shell'
import { quoted } from '../directory/quoted'
import { define, settingsOf } from '../organization/definition'
import { booleanKind, listOf, textKind } from '../organization/kind'

/** A network of a database availability group; named `DAG1\DAGNetwork01`. */
export interface GroupNetwork {
  readonly group: string
  readonly description: string
  /** `192.168.0.0/24` */
  readonly subnets: readonly string[]
  readonly replicationEnabled: boolean
  readonly ignoreNetwork: boolean
}

/** RFC 4632: an address and how many bits of it name the network. */
const subnet = parsed('DatabaseAvailabilityGroupSubnetId', (given): Result<string> => {
  const text = given.trim()
  return /^[\d.]+\/\d{1,2}$/.test(text) && parseIpRange(text).ok
    ? succeed(text)
    : refuse('InvalidArgument', 'InvalidSubnet', `The subnet ${quoted(given)} isn't valid.`, {
        target: 'Subnets',
        recommendedAction: 'Write a network and its length, such as 192.168.0.0/24.',
      })
})

const set = settingsOf<GroupNetwork>()

export const groupNetwork = define<GroupNetwork>('DatabaseAvailabilityGroupNetwork', 'network of a group', {
  columns: ['Identity', 'ReplicationEnabled', 'Subnets'],
  settings: {
    Description: set('description', textKind),
    Subnets: set('subnets', listOf(subnet)),
    ReplicationEnabled: set('replicationEnabled', booleanKind),
    IgnoreNetwork: set('ignoreNetwork', booleanKind),
  },
  show: ({ properties: { subnets, ignoreNetwork } }) => ({
    MapiAccessEnabled: !ignoreNetwork,
    Interfaces: subnets.map((one) => `{${one}}`),
  }),
})
