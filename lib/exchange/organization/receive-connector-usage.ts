import { ok, type Result, refuse } from '@/lib/shell'
import { everyIpv4 } from './ip-binding'
import type { ReceiveConnector } from './receive-connector'

export type ReceiveUsage = 'Client' | 'Custom' | 'Internal' | 'Internet' | 'Partner'

type Usual = Pick<ReceiveConnector, 'bindings' | 'remoteIPRanges' | 'authMechanism' | 'permissionGroups'>

/** What New-ReceiveConnector -Usage sets; an empty list has to be said. */
export const usualReceive: Readonly<Record<ReceiveUsage, Usual>> = {
  Client: {
    bindings: ['0.0.0.0:587'],
    remoteIPRanges: [],
    authMechanism: ['Tls', 'BasicAuth', 'BasicAuthRequireTLS', 'Integrated'],
    permissionGroups: ['ExchangeUsers'],
  },
  Custom: { bindings: [], remoteIPRanges: [], authMechanism: ['Tls'], permissionGroups: [] },
  Internal: {
    bindings: ['0.0.0.0:25'],
    remoteIPRanges: [],
    authMechanism: ['Tls', 'ExchangeServer'],
    permissionGroups: ['ExchangeServers', 'ExchangeLegacyServers'],
  },
  Internet: {
    bindings: [],
    remoteIPRanges: [everyIpv4],
    authMechanism: ['Tls'],
    permissionGroups: ['AnonymousUsers'],
  },
  Partner: { bindings: [], remoteIPRanges: [], authMechanism: ['Tls'], permissionGroups: ['Partners'] },
}

/** What a usage sets and what it leaves to be said (New-ReceiveConnector -Usage): refuses when that is missing. */
export function usualFor(usage: ReceiveUsage, given: Partial<ReceiveConnector>): Result<Usual> {
  const settings = { ...usualReceive[usage], ...given }
  const missing =
    settings.bindings.length === 0
      ? 'Bindings'
      : settings.remoteIPRanges.length === 0
        ? 'RemoteIPRanges'
        : null
  return missing
    ? refuse(
        'InvalidArgument',
        'MissingMandatoryParameter',
        `You must specify a value for the ${missing} parameter when the usage type is ${usage}.`,
        { target: missing },
      )
    : ok(settings)
}
