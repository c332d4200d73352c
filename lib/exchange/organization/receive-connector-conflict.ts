import { ok, type Result, refuse } from '@/lib/shell'
import type { Stored } from '../store'
import type { Candidate } from './definition'
import { bindingsMeet, compareRanges } from './ip-binding'
import type { ReceiveConnector } from './receive-connector'

/**
 * Each client must have one connector: where two listen at the same place, the more specific remote range
 * wins, so ranges may only be apart or one inside the other. The front end and the hub cannot share a place.
 */
export function checkConflicts(
  { id, properties }: Candidate<ReceiveConnector>,
  all: readonly Stored<ReceiveConnector>[],
): Result<void> {
  const others = all.filter(
    (other) => other.id !== id && other.properties.server.toLowerCase() === properties.server.toLowerCase(),
  )
  for (const other of others) {
    const families = meetingFamilies(properties, other.properties)
    if (families.length === 0) continue
    if (other.properties.transportRole !== properties.transportRole)
      return conflict(
        other,
        ' Receive connectors assigned to different Transport roles on a single server must listen on unique local IP address & port bindings.',
        'Use the same TransportRole as that connector, or another port.',
      )
    if (rangesConflict(properties, other.properties, families))
      return conflict(
        other,
        '',
        `Narrow the RemoteIPRanges of "${other.name}" first, for instance to the addresses of your own network.`,
      )
  }
  return ok(undefined)
}

type Family = 'IPv4' | 'IPv6'

function familyOf(text: string): Family {
  return text.split(':').length > 2 ? 'IPv6' : 'IPv4'
}

function meetingFamilies(one: ReceiveConnector, other: ReceiveConnector): readonly Family[] {
  return one.bindings
    .filter((binding) => other.bindings.some((second) => bindingsMeet(binding, second)))
    .map(familyOf)
}

function rangesConflict(
  one: ReceiveConnector,
  other: ReceiveConnector,
  families: readonly Family[],
): boolean {
  return one.remoteIPRanges
    .filter((range) => families.includes(familyOf(range)))
    .some((range) => other.remoteIPRanges.some((second) => compareRanges(range, second) === 'conflict'))
}

function conflict(other: Stored<ReceiveConnector>, more: string, recommendedAction: string): Result<never> {
  return refuse(
    'InvalidOperation',
    'ReceiveConnectorConflict',
    `The values that you specified for the Bindings and RemoteIPRanges parameters conflict with the settings on Receive connector "${other.name}".${more}`,
    { target: 'Bindings', recommendedAction },
  )
}
