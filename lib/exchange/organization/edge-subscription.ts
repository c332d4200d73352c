import type { WithMore } from '../cmdlets/more-properties'
import { define, settingsOf } from './definition'
import { booleanKind, oneOf, optional, quotaKind, textKind, timeSpanKind } from './kind'

/** An Edge Transport server that the organization sends its recipients and configuration to. Named as that server. */
export interface EdgeSubscription extends WithMore {
  readonly fqdn: string
  readonly site: string
  /** Of its directory service (AD LDS), over TLS. */
  readonly adamSslPort: number
  readonly serialNumber: string
  /** ISO 8601: the account of the subscription file ends 24 hours after it was written. */
  readonly expires: string
  /** The Send connectors that came with it. */
  readonly connectors: readonly string[]
}

export const edgeSubscription = define<EdgeSubscription>('EdgeSubscription', 'Edge Subscription', {
  columns: ['Name', 'Site', 'Domain'],
  settings: {},
  show: ({ properties: { fqdn, site, serialNumber } }) => ({
    Fqdn: fqdn,
    Site: site,
    Domain: fqdn.slice(fqdn.indexOf('.') + 1),
    SerialNumber: serialNumber,
  }),
  alsoKnownAs: ({ properties }) => [properties.fqdn],
})

/** How EdgeSync works in one site of Active Directory. */
export interface EdgeSyncServiceConfig extends WithMore {
  readonly site: string
  readonly configurationSyncInterval: string
  readonly recipientSyncInterval: string
  readonly lockDuration: string
  readonly lockRenewalDuration: string
  readonly optionDuration: string
  readonly cookieValidDuration: string
  readonly failoverDCInterval: string
  readonly logEnabled: boolean
  readonly logLevel: 'None' | 'Low' | 'Medium' | 'High'
  readonly logMaxAge: string
  readonly logMaxDirectorySize: number | null
  readonly logMaxFileSize: number | null
  readonly logPath: string | null
}

const set = settingsOf<EdgeSyncServiceConfig>()

export const edgeSyncServiceConfig = define<EdgeSyncServiceConfig>(
  'EdgeSyncServiceConfig',
  'EdgeSync service configuration',
  {
    columns: ['Name', 'Site', 'ConfigurationSyncInterval', 'RecipientSyncInterval'],
    settings: {
      ConfigurationSyncInterval: set('configurationSyncInterval', timeSpanKind),
      RecipientSyncInterval: set('recipientSyncInterval', timeSpanKind),
      LockDuration: set('lockDuration', timeSpanKind),
      LockRenewalDuration: set('lockRenewalDuration', timeSpanKind),
      OptionDuration: set('optionDuration', timeSpanKind),
      CookieValidDuration: set('cookieValidDuration', timeSpanKind),
      FailoverDCInterval: set('failoverDCInterval', timeSpanKind),
      LogEnabled: set('logEnabled', booleanKind),
      LogLevel: set('logLevel', oneOf('EdgeSyncLoggingLevel', 'None', 'Low', 'Medium', 'High')),
      LogMaxAge: set('logMaxAge', timeSpanKind),
      LogMaxDirectorySize: set('logMaxDirectorySize', quotaKind),
      LogMaxFileSize: set('logMaxFileSize', quotaKind),
      LogPath: set('logPath', optional(textKind)),
    },
    show: ({ properties }) => ({ Site: properties.site }),
  },
)

const megabyte = 1024 ** 2

/** As documented: configuration every 3 minutes, recipients every 5. */
export function newEdgeSyncServiceConfig(site: string): EdgeSyncServiceConfig {
  return {
    site,
    configurationSyncInterval: '00:03:00',
    recipientSyncInterval: '00:05:00',
    lockDuration: '00:06:00',
    lockRenewalDuration: '00:04:00',
    optionDuration: '00:30:00',
    cookieValidDuration: '21.00:00:00',
    failoverDCInterval: '00:05:00',
    logEnabled: true,
    logLevel: 'None',
    logMaxAge: '30.00:00:00',
    logMaxDirectorySize: 250 * megabyte,
    logMaxFileSize: 10 * megabyte,
    logPath: null,
  }
}
