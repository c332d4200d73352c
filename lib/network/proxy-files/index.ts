import type { SiteDescription } from '@/lib/essentials'
import { type Command, command, printCommand } from '@/lib/shell'
import { exchangeHostNames } from '../expected-records'
import type { ProxyConfiguration } from '../reverse-proxy'
import { haproxyCfg } from './haproxy'
import { iisRewriteRules } from './iis-rewrite'
import { nginxConf } from './nginx'
import { proxySites } from './proxy-sites'
import { type RouterLine, routerTable } from './router-table'

export { haproxyCfg } from './haproxy'
export { iisRewriteRules } from './iis-rewrite'
export { type NginxPlace, nginxConf } from './nginx'
export { type ProxySites, proxySites } from './proxy-sites'
export { type RouterLine, routerTable } from './router-table'

/** What the files are written from. */
export interface ProxyFileFacts {
  readonly description: SiteDescription
  readonly proxy: ProxyConfiguration | null
  /** The lines that the router's table should have. */
  readonly forwards: readonly RouterLine[]
  /** ARRConfig as one types it in a command window, and the folder it is in. */
  readonly arr: { readonly folder: string; readonly line: string }
}

/** A file for the real site, to download at /network/proxy/files/<kind>. */
export interface ProxyFile {
  readonly kind: string
  readonly label: string
  readonly fileName: string
  readonly contentType: string
  write(facts: ProxyFileFacts): string
}

const sites = ({ description, proxy }: ProxyFileFacts) => proxySites(description, proxy)
const windowsLines = (lines: readonly string[]) => `${lines.join('\r\n')}\r\n`

/** The pinpoint zones of split DNS, each named exactly as a host of Exchange, with its own address under a blank name. */
function splitDnsCommands(description: SiteDescription): readonly Command[] {
  return exchangeHostNames(description).flatMap((host) => [
    command('Add-DnsServerPrimaryZone', { Name: host, ReplicationScope: 'Domain', DynamicUpdate: 'Secure' }),
    command('Add-DnsServerResourceRecordA', {
      ZoneName: host,
      Name: '@',
      IPv4Address: description.exchange.address,
    }),
  ])
}

const plain = 'text/plain; charset=utf-8'

export const proxyFiles: readonly ProxyFile[] = [
  {
    kind: 'arrconfig',
    label: 'ARRConfig command',
    fileName: 'arrconfig.cmd',
    contentType: plain,
    // Within a batch file a percent sign of its own is doubled; those of the folder's variable stay.
    write: ({ arr }) => windowsLines([`cd /d "${arr.folder}"`, arr.line.replaceAll('%', '%%')]),
  },
  {
    kind: 'iis',
    label: 'IIS rewrite rules',
    fileName: 'applicationHost-arr.xml',
    contentType: 'application/xml; charset=utf-8',
    write: (facts) => iisRewriteRules(sites(facts)),
  },
  {
    kind: 'nginx',
    label: 'nginx configuration',
    fileName: 'nginx.conf',
    contentType: plain,
    write: (facts) => nginxConf(sites(facts)),
  },
  {
    kind: 'haproxy',
    label: 'HAProxy configuration',
    fileName: 'haproxy.cfg',
    contentType: plain,
    write: (facts) => haproxyCfg(sites(facts)),
  },
  {
    kind: 'router',
    label: 'Router table',
    fileName: 'router.txt',
    contentType: plain,
    write: ({ forwards }) => routerTable(forwards),
  },
  {
    kind: 'split-dns',
    label: 'Split DNS commands',
    fileName: 'split-dns.ps1',
    contentType: plain,
    write: ({ description }) => windowsLines(splitDnsCommands(description).map(printCommand)),
  },
]

export function findProxyFile(kind: string): ProxyFile | null {
  return proxyFiles.find((one) => one.kind === kind) ?? null
}
