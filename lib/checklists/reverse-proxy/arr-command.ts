import type { EssentialsVersion, SiteDescription } from '@/lib/essentials'
import { canonicalName, exchangeHostNames } from '@/lib/network'
import { type Command, command, type SecureString } from '@/lib/shell'

export interface ArrCommand {
  readonly folder: string
  /** To run on the simulated site. */
  readonly command: Command
  /** The same as one types it in a command window there; it asks for the password. */
  readonly line: string
}

const folders: Readonly<Record<EssentialsVersion, string>> = {
  '2012': '%ProgramFiles%\\Windows Server\\Bin',
  '2012 R2': '%Windir%\\System32\\Essentials',
  '2016': '%Windir%\\System32\\Essentials',
}

/** Where ARRConfig.exe is on the Essentials server, as one types it in a command window. */
export function arrFolder({ essentials }: SiteDescription): string {
  return folders[essentials.version]
}

/** cmd.exe takes a word with spaces or its own signs in double quotes; a Windows path holds none itself. */
function word(text: string): string {
  return /^[\w.:\\-]+$/.test(text) ? text : `"${text.replaceAll('"', '')}"`
}

/** What ARRConfig is called with: while migrating, the target server has to be named. */
export function arrCommand(
  description: SiteDescription,
  pfxPath: string,
  password?: SecureString,
): ArrCommand {
  const hosts = exchangeHostNames(description).join(',')
  const target = description.scenario === 'migration' ? description.exchange.name : undefined
  return {
    folder: arrFolder(description),
    command: command('ARRConfig', { cert: pfxPath, hostnames: hosts, targetserver: target, password }, [
      'config',
    ]),
    line: [
      'ARRConfig config -cert',
      word(pfxPath),
      '-hostnames',
      hosts,
      ...(target ? ['-targetserver', target] : []),
    ].join(' '),
  }
}

/** Which server answers for a name. */
export interface Route {
  readonly hostName: string
  readonly server: string
  readonly address: string
  /** What to open in a browser to see it. */
  readonly url: string
}

export function proxyRoutes(description: SiteDescription): readonly Route[] {
  const { essentials, exchange } = description
  const [mail, ...others] = exchangeHostNames(description)
  const toExchange = { server: exchange.name, address: exchange.address }
  const remote = canonicalName(essentials.internetName)
  return [
    { hostName: mail ?? '', ...toExchange, url: `https://${mail}/owa` },
    ...others.map((hostName) => ({
      hostName,
      ...toExchange,
      url: `https://${hostName}/autodiscover/autodiscover.xml`,
    })),
    {
      hostName: remote,
      server: essentials.name,
      address: essentials.address,
      url: `https://${remote}/remote`,
    },
  ]
}
