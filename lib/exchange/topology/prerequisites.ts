import type { WindowsVersion } from '@/lib/essentials'
import type { ExchangeVersion } from './exchange-version'

const web = [
  'Web-Server',
  'Web-Basic-Auth',
  'Web-Windows-Auth',
  'Web-Metabase',
  'Web-Lgcy-Mgmt-Console',
  'WAS-Process-Model',
  'Web-ISAPI-Ext',
  'Web-Digest-Auth',
  'Web-Dyn-Compression',
  'Web-Client-Auth',
  'Web-Dir-Browsing',
  'Web-Http-Errors',
  'Web-Http-Logging',
  'Web-Http-Redirect',
  'Web-Http-Tracing',
  'Web-ISAPI-Filter',
  'Web-Request-Monitor',
  'Web-Static-Content',
  'Web-WMI',
  'RPC-over-HTTP-proxy',
  'RSAT-ADDS',
]

const clustering = [
  'RSAT-Clustering',
  'RSAT-Clustering-CmdInterface',
  'RSAT-Clustering-Mgmt',
  'RSAT-Clustering-PowerShell',
]

const since2012 = [
  ...web,
  ...clustering,
  'NET-Framework-45-Features',
  'Web-Asp-Net45',
  'Web-Mgmt-Console',
  'Web-Mgmt-Service',
  'Web-Net-Ext45',
  'Web-Stat-Compression',
]

/** The same list in the names of Windows Server 2008 R2, as Exchange 2010 and 2013 need it there. */
const of2010 = [
  ...web,
  'NET-Framework',
  'NET-HTTP-Activation',
  'Web-Net-Ext',
  'Web-Asp-Net',
  'RSAT-Web-Server',
]
const of2013On2008R2 = [
  ...of2010,
  'Desktop-Experience',
  'RSAT-Clustering',
  'Web-Mgmt-Console',
  'Web-Stat-Compression',
]

const on2012 = [...since2012, 'AS-HTTP-Activation', 'Desktop-Experience', 'Windows-Identity-Foundation']

/**
 * Which Windows each version runs on, and the roles and features that it wants there: the prerequisites pages
 * of 2010, 2013 and 2016, and the seed's InstallDependencies.ps1. A pair that is not here is not supported.
 */
const lists: Readonly<Record<ExchangeVersion, Readonly<Partial<Record<WindowsVersion, readonly string[]>>>>> =
  {
    '2010': { '2008 R2': of2010 },
    '2013': { '2008 R2': of2013On2008R2, '2012': on2012, '2012 R2': on2012 },
    '2016': {
      '2012': on2012,
      '2012 R2': on2012,
      '2016': [...since2012, 'Server-Media-Foundation'],
    },
  }

export function windowsSupports(version: ExchangeVersion, windows: WindowsVersion): boolean {
  return lists[version][windows] !== undefined
}

/** Names for Install-WindowsFeature (Add-WindowsFeature on 2008 R2); empty where the pair is not supported. */
export function requiredFeatures(version: ExchangeVersion, windows: WindowsVersion): readonly string[] {
  return lists[version][windows] ?? []
}

/** The required features that a server lacks; names are compared without case. */
export function missingFeatures(
  version: ExchangeVersion,
  windows: WindowsVersion,
  installed: readonly string[],
): readonly string[] {
  const present = new Set(installed.map((name) => name.toLowerCase()))
  return requiredFeatures(version, windows).filter((name) => !present.has(name.toLowerCase()))
}
