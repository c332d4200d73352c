import type { WindowsVersion } from './site'

type Era = '2008 R2' | '2012' | 'both'

/** Roles and features that Exchange and the dashboard have to do with: which names exist from when. */
const features: Readonly<Record<Era, readonly string[]>> = {
  '2008 R2': [
    'NET-Framework',
    'NET-HTTP-Activation',
    'Desktop-Experience',
    'RSAT-Web-Server',
    'RSAT-Clustering',
    'WAS-NET-Environment',
    'WAS-Configuration-APIs',
  ],
  '2012': [
    'AD-Domain-Services',
    'AS-HTTP-Activation',
    'DNS',
    'RDS-Gateway',
    'ServerEssentialsRole',
    'Desktop-Experience',
    'NET-Framework-Core',
    'NET-Framework-Features',
    'NET-Framework-45-Features',
    'NET-WCF-HTTP-Activation45',
    'RSAT-Clustering',
    'RSAT-Clustering-CmdInterface',
    'RSAT-Clustering-Mgmt',
    'RSAT-Clustering-PowerShell',
    'Server-Media-Foundation',
    'Web-Asp-Net45',
    'Web-Mgmt-Service',
    'Web-Net-Ext45',
    'Windows-Identity-Foundation',
  ],
  both: [
    'RPC-over-HTTP-proxy',
    'RSAT-ADDS',
    'Telnet-Client',
    'WAS-Process-Model',
    'Web-Asp-Net',
    'Web-Basic-Auth',
    'Web-Client-Auth',
    'Web-Digest-Auth',
    'Web-Dir-Browsing',
    'Web-Dyn-Compression',
    'Web-Http-Errors',
    'Web-Http-Logging',
    'Web-Http-Redirect',
    'Web-Http-Tracing',
    'Web-ISAPI-Ext',
    'Web-ISAPI-Filter',
    'Web-Lgcy-Mgmt-Console',
    'Web-Metabase',
    'Web-Mgmt-Console',
    'Web-Net-Ext',
    'Web-Request-Monitor',
    'Web-Server',
    'Web-Stat-Compression',
    'Web-Static-Content',
    'Web-Windows-Auth',
    'Web-WMI',
  ],
}

/** Desktop Experience is part of Windows Server 2016 itself. */
const gone: Readonly<Partial<Record<WindowsVersion, readonly string[]>>> = {
  '2016': ['Desktop-Experience', 'AS-HTTP-Activation', 'Windows-Identity-Foundation'],
}

/** All features of a version of Windows Server, in their own spelling. */
export function windowsFeatures(windows: WindowsVersion): readonly string[] {
  const era = windows === '2008 R2' ? '2008 R2' : '2012'
  return [...features[era], ...features.both]
    .filter((name) => !gone[windows]?.includes(name))
    .sort((a, b) => a.localeCompare(b, 'en'))
}
