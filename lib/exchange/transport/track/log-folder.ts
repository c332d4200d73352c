import { receiveConnector } from '../../organization/receive-connector'
import type { Site } from '../../store'
import type { ExchangeVersion } from '../../topology/exchange-version'
import { frontendTransport, newFrontendTransport } from '../frontend-transport'
import type { Named } from '../setting-table'
import { seconds } from '../time-span'
import { newTransportServer, transportServer } from '../transport-server'
import { transportServers } from '../transport-servers'
import type { LogKind } from './log-file'

/** A folder of log files of one server, as its settings have it. */
export interface LogFolder {
  /** `EXCH01.MessageTracking`. */
  readonly id: string
  readonly server: string
  readonly version: ExchangeVersion
  readonly kind: LogKind
  /** Null where the settings say that there is none: then nothing is kept. */
  readonly path: string | null
  /** Of protocol logs each connector decides; then null. */
  readonly enabled: boolean | null
  /** Files that are older are gone; 0 keeps them for ever. */
  readonly maxAgeSeconds: number
  /** Bytes of all its files together, beyond which the oldest are deleted; null for Unlimited. */
  readonly maxDirectorySize: number | null
  /** Bytes of a file, beyond which the next number begins; null for Unlimited. */
  readonly maxFileSize: number | null
  /** Since 2013 the Front End Transport service has a protocol log of its own. */
  readonly frontEnd: boolean
}

/** How the settings of each log begin: ReceiveProtocolLogPath, ReceiveProtocolLogMaxAge … */
const settingOf: Readonly<Record<LogKind, string>> = {
  MessageTracking: 'MessageTrackingLog',
  SmtpReceive: 'ReceiveProtocolLog',
  SmtpSend: 'SendProtocolLog',
  Connectivity: 'ConnectivityLog',
}

const kinds = Object.keys(settingOf) as readonly LogKind[]

/** The folders of all transport servers. */
export async function logFolders(site: Site): Promise<readonly LogFolder[]> {
  const [servers, services, frontEnds] = await Promise.all([
    transportServers(site),
    site.store.list(transportServer),
    site.store.list(frontendTransport),
  ])
  return servers.flatMap(({ name, properties: { version } }) => {
    const own = { server: name, version }
    const hub = { ...newTransportServer(version), ...kept(services, name) }
    const front = { ...newFrontendTransport(version), ...kept(frontEnds, name) }
    return [
      ...kinds.map((kind) => folder(own, kind, hub, false)),
      ...(version === '2010' ? [] : [folder(own, 'SmtpReceive', front, true)]),
    ]
  })
}

function kept(all: readonly { readonly name: string; readonly properties: Named }[], name: string): Named {
  return all.find((one) => one.name.toLowerCase() === name.toLowerCase())?.properties ?? {}
}

function folder(
  { server, version }: Pick<LogFolder, 'server' | 'version'>,
  kind: LogKind,
  settings: Named,
  frontEnd: boolean,
): LogFolder {
  const name = settingOf[kind]
  const setting = (word: string) => settings[`${name}${word}`]
  const size = (word: string) => (typeof setting(word) === 'number' ? Number(setting(word)) : null)
  const [path, enabled, age] = [setting('Path'), setting('Enabled'), setting('MaxAge')]
  return {
    id: `${server}.${frontEnd ? 'FrontEnd.' : ''}${kind}`,
    ...{ server, version, kind, frontEnd },
    path: typeof path === 'string' ? path : null,
    enabled: typeof enabled === 'boolean' ? enabled : null,
    maxAgeSeconds: seconds(String(age ?? '30.00:00:00')),
    maxDirectorySize: size('MaxDirectorySize'),
    maxFileSize: size('MaxFileSize'),
  }
}

/** The names, as logs have them (`EXCH01\Default Frontend EXCH01`), of the connectors of the Front End service. */
export async function frontEndConnectors(site: Site): Promise<readonly string[]> {
  const connectors = await site.store.list(receiveConnector)
  return connectors
    .filter(({ properties }) => properties.transportRole === 'FrontendTransport')
    .map(({ name }) => name)
}
