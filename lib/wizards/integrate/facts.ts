import type { ExchangeVersion } from '@/lib/exchange'
import type { Check } from '../wizard'

/** One of the virtual directories whose address clients use. */
export interface DirectoryFact {
  readonly kind: 'Owa' | 'Ecp' | 'ActiveSync' | 'Oab' | 'Mapi' | 'WebServices'
  readonly internalUrl: string | null
  readonly externalUrl: string | null
}

export interface CertificateFact {
  readonly thumbprint: string
  readonly subject: string
  readonly names: readonly string[]
  readonly services: readonly string[]
  readonly notAfter: string
  readonly selfSigned: boolean
  readonly pending: boolean
  /** Valid now, and enabled for POP, IIS, IMAP and SMTP. */
  readonly inService: boolean
}

/** What the site looks like before the wizard: it proposes, and leaves alone what is already so. */
export interface IntegrateFacts {
  readonly checks: readonly Check[]
  readonly servers: readonly {
    readonly name: string
    readonly version: ExchangeVersion
    readonly build: string
    readonly address: string
  }[]
  readonly enabled: boolean
  readonly internetDomain: string
  readonly internetName: string
  readonly essentialsInternetName: string
  readonly organization: string
  readonly autodiscover: 'srv' | 'a'
  /** 192.168.0.0-192.168.0.255 */
  readonly internalRange: string
  readonly acceptedDomains: readonly {
    readonly name: string
    readonly domain: string
    readonly default: boolean
  }[]
  readonly policies: readonly { readonly name: string; readonly template: string }[]
  readonly directories: readonly DirectoryFact[]
  readonly outlookAnywhere: {
    readonly enabled: boolean
    readonly externalHostname: string | null
    readonly internalHostname: string | null
    readonly method: string | null
    readonly sslOffloading: boolean
  } | null
  /** Where computers of the domain look for Autodiscover, by server. */
  readonly servicePoints: readonly { readonly server: string; readonly uri: string | null }[]
  readonly receiveConnectors: readonly {
    readonly identity: string
    readonly remoteRanges: readonly string[]
    readonly fqdn: string
    readonly bindings: readonly string[]
  }[]
  readonly sendConnectors: readonly { readonly name: string; readonly addressSpaces: readonly string[] }[]
  readonly certificates: readonly CertificateFact[]
}
