import { int32 } from '@/lib/shell'
import { type Definition, define, type Settings, settingsOf, shortName } from './definition'
import { booleanKind, flagsKind, oneOf, plain, textKind, urlKind } from './kind'

/** What every virtual directory of a Client Access server has. Named `SERVER\owa (Default Web Site)`. */
export interface VirtualDirectory {
  readonly server: string
  readonly internalUrl: string | null
  readonly externalUrl: string | null
}

interface WebAuthentication {
  readonly basicAuthentication: boolean
  readonly windowsAuthentication: boolean
  readonly digestAuthentication: boolean
}

export interface OwaVirtualDirectory extends VirtualDirectory, WebAuthentication {
  readonly formsAuthentication: boolean
  readonly logonFormat: 'FullDomain' | 'PrincipalName' | 'UserName'
  readonly defaultDomain: string
}

export interface EcpVirtualDirectory extends VirtualDirectory, WebAuthentication {
  readonly formsAuthentication: boolean
}

export interface ActiveSyncVirtualDirectory extends VirtualDirectory {
  readonly basicAuthEnabled: boolean
  readonly windowsAuthEnabled: boolean
}

export interface OabVirtualDirectory extends VirtualDirectory {
  readonly requireSSL: boolean
  readonly basicAuthentication: boolean
  readonly windowsAuthentication: boolean
  /** Minutes. */
  readonly pollInterval: number
}

export interface WebServicesVirtualDirectory extends VirtualDirectory, WebAuthentication {
  readonly internalNLBBypassUrl: string | null
  readonly mrsProxyEnabled: boolean
}

export interface MapiVirtualDirectory extends VirtualDirectory {
  readonly iisAuthenticationMethods: readonly ('Basic' | 'Negotiate' | 'Ntlm' | 'OAuth')[]
}

export interface PowerShellVirtualDirectory extends VirtualDirectory {
  readonly basicAuthentication: boolean
  readonly windowsAuthentication: boolean
  readonly certificateAuthentication: boolean
  readonly requireSSL: boolean
}

export interface AutodiscoverVirtualDirectory extends VirtualDirectory, WebAuthentication {}

function urls<P extends VirtualDirectory>(): Settings<P> {
  const set = settingsOf<VirtualDirectory>()
  return {
    InternalUrl: set('internalUrl', urlKind),
    ExternalUrl: set('externalUrl', urlKind),
  } as Settings<P>
}

function authentication<P extends WebAuthentication>(): Settings<P> {
  const set = settingsOf<WebAuthentication>()
  return {
    BasicAuthentication: set('basicAuthentication', booleanKind),
    WindowsAuthentication: set('windowsAuthentication', booleanKind),
    DigestAuthentication: set('digestAuthentication', booleanKind),
  } as unknown as Settings<P>
}

function virtualDirectory<P extends VirtualDirectory>(
  className: string,
  title: string,
  columns: readonly string[],
  settings: Settings<P>,
): Definition<P> {
  return define<P>(className, `${title} virtual directory`, {
    columns,
    settings,
    show: ({ properties }) => ({ Server: properties.server }),
    alsoKnownAs: ({ name }) => shorterNames(name),
  })
}

/** `EXCH01\owa (Default Web Site)` is also found without its web site, and without the space before it. */
function shorterNames(name: string): readonly string[] {
  const bare = name.replace(/ \(.*\)$/, '')
  const tight = name.replace(' (', '(')
  return [bare, tight].flatMap((one) => [one, shortName(one)])
}

const owa = settingsOf<OwaVirtualDirectory>()

export const owaVirtualDirectory = virtualDirectory<OwaVirtualDirectory>(
  'OwaVirtualDirectory',
  'OWA',
  ['Name', 'Server', 'OwaVersion'],
  {
    ...urls(),
    ...authentication(),
    FormsAuthentication: owa('formsAuthentication', booleanKind),
    LogonFormat: owa('logonFormat', oneOf('LogonFormats', 'FullDomain', 'PrincipalName', 'UserName')),
    DefaultDomain: owa('defaultDomain', textKind),
  },
)

export const ecpVirtualDirectory = virtualDirectory<EcpVirtualDirectory>(
  'EcpVirtualDirectory',
  'ECP',
  ['Name', 'Server'],
  {
    ...urls(),
    ...authentication(),
    FormsAuthentication: settingsOf<EcpVirtualDirectory>()('formsAuthentication', booleanKind),
  },
)

const activeSync = settingsOf<ActiveSyncVirtualDirectory>()

export const activeSyncVirtualDirectory = virtualDirectory<ActiveSyncVirtualDirectory>(
  'ActiveSyncVirtualDirectory',
  'ActiveSync',
  ['Name', 'Server', 'InternalUrl'],
  {
    ...urls(),
    BasicAuthEnabled: activeSync('basicAuthEnabled', booleanKind),
    WindowsAuthEnabled: activeSync('windowsAuthEnabled', booleanKind),
  },
)

const oab = settingsOf<OabVirtualDirectory>()

export const oabVirtualDirectory = virtualDirectory<OabVirtualDirectory>(
  'OabVirtualDirectory',
  'OAB',
  ['Name', 'Server', 'InternalUrl', 'ExternalUrl'],
  {
    ...urls(),
    RequireSSL: oab('requireSSL', booleanKind),
    BasicAuthentication: oab('basicAuthentication', booleanKind),
    WindowsAuthentication: oab('windowsAuthentication', booleanKind),
    PollInterval: oab('pollInterval', plain(int32)),
  },
)

const webServices = settingsOf<WebServicesVirtualDirectory>()

export const webServicesVirtualDirectory = virtualDirectory<WebServicesVirtualDirectory>(
  'WebServicesVirtualDirectory',
  'Web Services',
  ['Name', 'Server', 'InternalUrl'],
  {
    ...urls(),
    ...authentication(),
    InternalNLBBypassUrl: webServices('internalNLBBypassUrl', urlKind),
    MRSProxyEnabled: webServices('mrsProxyEnabled', booleanKind),
  },
)

/** From 2013 on. */
export const mapiVirtualDirectory = virtualDirectory<MapiVirtualDirectory>(
  'MapiVirtualDirectory',
  'MAPI',
  ['Name', 'Server', 'InternalUrl', 'ExternalUrl'],
  {
    ...urls(),
    IISAuthenticationMethods: settingsOf<MapiVirtualDirectory>()(
      'iisAuthenticationMethods',
      flagsKind('AuthenticationMethod', 'Basic', 'Negotiate', 'Ntlm', 'OAuth'),
    ),
  },
)

const powerShell = settingsOf<PowerShellVirtualDirectory>()

export const powerShellVirtualDirectory = virtualDirectory<PowerShellVirtualDirectory>(
  'PowerShellVirtualDirectory',
  'PowerShell',
  ['Name', 'Server'],
  {
    ...urls(),
    BasicAuthentication: powerShell('basicAuthentication', booleanKind),
    WindowsAuthentication: powerShell('windowsAuthentication', booleanKind),
    CertificateAuthentication: powerShell('certificateAuthentication', booleanKind),
    RequireSSL: powerShell('requireSSL', booleanKind),
  },
)

const autodiscoverUrl = settingsOf<AutodiscoverVirtualDirectory>()

/** Its own URLs mean nothing: clients find it by the service connection point, see clientAccessServer. */
export const autodiscoverVirtualDirectory = virtualDirectory<AutodiscoverVirtualDirectory>(
  'AutodiscoverVirtualDirectory',
  'Autodiscover',
  ['Name', 'Server', 'InternalUrl'],
  {
    ...authentication(),
    InternalUrl: autodiscoverUrl('internalUrl', urlKind, ['2010']),
    ExternalUrl: autodiscoverUrl('externalUrl', urlKind, ['2010']),
  },
)
