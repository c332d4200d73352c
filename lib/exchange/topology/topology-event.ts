import type { SiteEvent } from '../transport/mail-store'
import { controllerColumns, type DiscoveredController } from './discovered-controllers'
import type { ExchangeServer } from './exchange-server'
import { stableGuid } from './stable-guid'

/** What an Exchange server tells of the domain controllers that it found. */
export interface Discovery {
  readonly server: string
  readonly version: ExchangeServer['version']
  /** The site of Active Directory that the server is in. */
  readonly site: string
  readonly forest: string
  readonly controllers: readonly DiscoveredController[]
}

const columns =
  '(Server name | Roles | Enabled | Reachability | Synchronized | GC capable | PDC | SACL right | Critical Data | Netlogon | OS Version)'

/** Event 2080, and event 2114 where none of the domain controllers can be used. */
export function topologyEvents(discovery: Discovery, at: Date): readonly SiteEvent[] {
  const { server, controllers } = discovery
  const head = { at, server, source: 'MSExchange ADAccess', category: 'Topology' } as const
  const found: SiteEvent = {
    ...{ ...head, eventId: 2080, level: 'Information' },
    message: `${processOf(discovery)}. Exchange Active Directory Provider has discovered the following servers with the following characteristics:\n${table(discovery)}`,
  }
  if (controllers.some(({ reachability }) => reachability > 0)) return [found]
  const failed: SiteEvent = {
    ...{ ...head, eventId: 2114, level: 'Error' },
    message: `${processOf(discovery)}. Topology discovery failed, error 0x80040a02 (DSC_E_NO_SUITABLE_CDC). ${server} reaches no domain controller: look whether Active Directory Domain Services runs there, and whether ${server} is in the domain.`,
  }
  return [found, failed]
}

function table({ site, controllers }: Discovery): string {
  const lines = (inside: boolean) =>
    controllers
      .filter((one) => (one.site === site) === inside)
      .map((one) => `${one.name}\t${controllerColumns(one)}`)
  return [columns, 'In-site:', ...lines(true), 'Out-of-site:', ...lines(false)].join('\n')
}

/** `Process MSEXCHANGEADTOPOLOGYSERVICE.EXE (PID=1364)`; a server keeps its number. */
function processOf({ server, version, forest }: Discovery): string {
  const id = 1000 + 4 * Number.parseInt(stableGuid(server.toLowerCase()).slice(0, 3), 16)
  return version === '2010'
    ? `Process MSEXCHANGEADTOPOLOGYSERVICE.EXE (PID=${id})`
    : `Process Microsoft.Exchange.Directory.TopologyService.exe (PID=${id}) Forest ${forest}`
}
