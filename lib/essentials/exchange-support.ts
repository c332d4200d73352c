import type { ExchangeVersion } from '@/lib/exchange'
import type { WindowsVersion } from './site'

/** What the dashboard calls them. 2016 is our extension: the original knew it not. */
export const exchangeVersionTitles: Readonly<Record<ExchangeVersion, string>> = {
  '2010': 'Exchange Server 2010 with Service Pack 1',
  '2013': 'Exchange Server 2013',
  '2016': 'Exchange Server 2016',
}

/** On which Windows Server each is supported, by the guide and by Exchange's supportability matrix. */
const supported: Readonly<Record<ExchangeVersion, readonly WindowsVersion[]>> = {
  '2010': ['2008 R2'],
  '2013': ['2008 R2', '2012', '2012 R2'],
  '2016': ['2012', '2012 R2', '2016'],
}

/** Why this Exchange cannot be installed there; null when it can. */
export function whyNotInstallable(version: ExchangeVersion, windows: WindowsVersion): string | null {
  if (supported[version].includes(windows)) return null
  const on = supported[version].map((one) => `Windows Server ${one}`).join(', ')
  return `Exchange Server ${version} cannot be installed on Windows Server ${windows}; it runs on ${on}.`
}

/** The one to choose where nobody chose: the newest that Essentials itself supports, else 2016. */
export function suggestedVersion(windows: WindowsVersion): ExchangeVersion {
  return whyNotInstallable('2013', windows) === null ? '2013' : '2016'
}

/** The guide's InstallDependencies.ps1, for Exchange 2010 on Windows Server 2008 R2. */
const of2010 =
  'NET-Framework RSAT-ADDS Web-Server Web-Basic-Auth Web-Windows-Auth Web-Metabase Web-Net-Ext Web-Lgcy-Mgmt-Console WAS-Process-Model RSAT-Web-Server Web-ISAPI-Ext Web-Digest-Auth Web-Dyn-Compression NET-HTTP-Activation Web-Asp-Net Web-Client-Auth Web-Dir-Browsing Web-Http-Errors Web-Http-Logging Web-Http-Redirect Web-Http-Tracing Web-ISAPI-Filter Web-Request-Monitor Web-Static-Content Web-WMI RPC-over-HTTP-proxy'

/** Exchange 2013 prerequisites: what all versions of Windows Server have in common. */
const web =
  'Web-Server Web-Basic-Auth Web-Client-Auth Web-Digest-Auth Web-Dir-Browsing Web-Dyn-Compression Web-Http-Errors Web-Http-Logging Web-Http-Redirect Web-Http-Tracing Web-ISAPI-Ext Web-ISAPI-Filter Web-Lgcy-Mgmt-Console Web-Metabase Web-Mgmt-Console Web-Request-Monitor Web-Stat-Compression Web-Static-Content Web-Windows-Auth Web-WMI'
const common = `RSAT-ADDS RSAT-Clustering RPC-over-HTTP-proxy WAS-Process-Model ${web}`
const on2008 = `${common} Desktop-Experience NET-Framework NET-HTTP-Activation RSAT-Web-Server Web-Asp-Net Web-Net-Ext`
const since2012 = `${common} NET-Framework-45-Features RSAT-Clustering-CmdInterface RSAT-Clustering-Mgmt RSAT-Clustering-PowerShell Web-Asp-Net45 Web-Mgmt-Service Web-Net-Ext45`
const on2012 = `${since2012} AS-HTTP-Activation Desktop-Experience Windows-Identity-Foundation`
const on2016 = `${since2012} NET-WCF-HTTP-Activation45 Server-Media-Foundation`

/** The Windows features that Setup looks for, by the names that this version of Windows Server knows. */
export function exchangeFeatures(version: ExchangeVersion, windows: WindowsVersion): readonly string[] {
  if (version === '2010') return of2010.split(' ')
  return (windows === '2008 R2' ? on2008 : windows === '2016' ? on2016 : on2012).split(' ')
}
