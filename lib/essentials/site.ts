import type { Noun } from '@/lib/exchange'
import type { PasswordPolicy } from './password-policy'

/** A noun without secrets. Written here, not asked of lib/exchange: the two rooms load each other. */
function noun<P>(className: string, title: string): Noun<P> {
  return { class: className, title, secrets: [] }
}

export type Scenario = 'clean' | 'migration'
export type EssentialsVersion = '2012' | '2012 R2' | '2016'
export type WindowsVersion = '2008 R2' | '2012' | '2012 R2' | '2016'

/** What the administrator told us of the site; everything else is computed from it or found on the site. */
export interface SiteDescription {
  readonly organization: string
  readonly scenario: Scenario
  /** contoso.com */
  readonly internetDomain: string
  /** The Active Directory domain: contoso.local */
  readonly localDomain: string
  readonly essentials: {
    readonly name: string
    readonly version: EssentialsVersion
    readonly address: string
    /** remote.contoso.com */
    readonly internetName: string
  }
  readonly exchange: {
    readonly name: string
    readonly address: string
    readonly windows: WindowsVersion
    /** mail.contoso.com */
    readonly internetName: string
  }
  readonly dhcpRange: { readonly from: string; readonly to: string }
  /** The first is the site's; with several connections the second belongs to Exchange. */
  readonly publicAddresses: readonly string[]
  readonly connections: 'one' | 'several'
  /** How clients find their mailbox from outside: the seed's SRV record, or its A-record alternative. */
  readonly autodiscover: 'srv' | 'a'
  readonly pop: boolean
  readonly imap: boolean
}

/** One object, named 'Site'. */
export const siteDescription = noun<SiteDescription>('Site', 'site description')

export type ServiceState = 'Running' | 'Stopped'

export interface WindowsService {
  readonly displayName: string
  readonly state: ServiceState
  /** When somebody started it last, on the site's clock (ISO 8601); undefined as long as it runs from the beginning. */
  readonly startedAt?: string
}

/** One of the site's two Windows servers. Its name is the computer name. */
export interface Server {
  readonly role: 'essentials' | 'member'
  readonly description: string
  readonly windows: WindowsVersion
  readonly address: string
  /** How it got its address. */
  readonly addressing: 'dhcp' | 'static' | 'reserved'
  readonly dnsServer: string
  readonly joined: boolean
  readonly features: readonly string[]
  /** By service name, as Get-Service shows them: TSGateway, MSExchangeTransport. */
  readonly services: Readonly<Record<string, WindowsService>>
  readonly restartPending: boolean
}

export const server = noun<Server>('Server', 'server')

/** A group of the domain, by name: Enterprise Admins. Members are logon names. */
export const adGroup = noun<{ readonly members: readonly string[] }>('ADGroup', 'group')

/** Whether the dashboard's email features are on. One object, named 'Exchange'. */
export interface Integration {
  readonly enabled: boolean
  /** The Exchange server that it works with. */
  readonly server: string
  readonly enabledAt: string | null
}

export const integration = noun<Integration>('Integration', 'Exchange Server integration')

/** One object, named 'Domain'; a site without one has the default. */
export const passwordPolicy = noun<PasswordPolicy>('PasswordPolicy', 'password policy')

/** A task of Home > Setup that the administrator chose to skip; its name is the task's id. */
export const skippedTask = noun<{ readonly by: string; readonly at: string }>('SkippedTask', 'skipped task')

/** The old Windows Small Business Server of a migration, and whether Exchange is still installed there. */
export interface SourceServer {
  readonly exchangeInstalled: boolean
}

export const sourceServer = noun<SourceServer>('SourceServer', 'source server')
