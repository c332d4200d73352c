import { int32 } from '@/lib/shell'
import type { WithMore } from '../cmdlets/more-properties'
import { define, settingsOf } from './definition'
import { flagsKind, optional, plain, textKind } from './kind'

/** What Autodiscover tells Outlook of one way to connect: EXCH inside, EXPR from outside, WEB in a browser. */
export interface OutlookProvider extends WithMore {
  /** The name that the certificate of the proxy must have: `msstd:mail.contoso.com`. */
  readonly certPrincipalName: string | null
  readonly server: string | null
  /** Hours for which Outlook keeps what it was told; 0: for ever. */
  readonly ttl: number
  readonly outlookProviderFlags: readonly (
    | 'ServerExclusiveConnect'
    | 'ExternalClientsRequireSSL'
    | 'InternalClientsRequireSSL'
  )[]
}

const set = settingsOf<OutlookProvider>()

export const outlookProvider = define<OutlookProvider>('OutlookProvider', 'Outlook provider', {
  columns: ['Name', 'Server', 'CertPrincipalName', 'TTL'],
  settings: {
    CertPrincipalName: set('certPrincipalName', optional(textKind)),
    Server: set('server', optional(textKind)),
    TTL: set('ttl', plain(int32)),
    OutlookProviderFlags: set(
      'outlookProviderFlags',
      flagsKind(
        'OutlookProviderFlags',
        'ServerExclusiveConnect',
        'ExternalClientsRequireSSL',
        'InternalClientsRequireSSL',
      ),
    ),
  },
})

export const firstOutlookProviders = ['EXCH', 'EXPR', 'WEB'] as const

export function newOutlookProvider(): OutlookProvider {
  return { certPrincipalName: null, server: null, ttl: 1, outlookProviderFlags: [] }
}
