import {
  frontEndConnectors,
  type LogFolder,
  logFolders,
  readTransportSettings,
  spanSeconds,
} from '@/lib/exchange'
import type { Transport } from '../worker'
import { type LogTable, sessionKinds } from './log-bytes'
import { cutStretch, type LogRows, type LogSizes, measureLogs, stretchesOf } from './log-sizes'

/** Statements for one log at once. */
const mostCuts = 20
const tables: readonly LogTable[] = ['MessageTracking', 'TransportSession', 'RoutingSnapshot']

/** What a log may hold, by the settings of its server. */
interface Limited extends LogRows {
  /** MaxAge; 0 keeps them for ever. */
  readonly ageSeconds: number
  /** MaxDirectorySize in bytes; null for Unlimited. */
  readonly most: number | null
}

/**
 * Deletes what is older than a log of a server may be, and its oldest entries where it is larger than its directory may
 * be: each log by itself.
 * @param sizes what this process knows of them; it is brought up to date
 * @returns whether all of that is gone
 */
export async function shortenLogs(
  transport: Transport,
  servers: readonly string[],
  sizes: LogSizes,
): Promise<boolean> {
  const frontEnd = await frontEndConnectors(transport.site())
  let whole = true
  for (const table of tables) whole = (await measureLogs(transport.pool, sizes, table, frontEnd)) && whole
  for (const log of await limitedLogs(transport, servers))
    whole = (await shorten(transport, log, sizes, frontEnd)) && whole
  return whole
}

async function limitedLogs(transport: Transport, servers: readonly string[]): Promise<readonly Limited[]> {
  const folders = (await logFolders(transport.site())).filter(({ server }) => servers.includes(server))
  const routing = await Promise.all(servers.map((server) => routingLimit(transport, server)))
  return [...folders.map(limitOf), ...routing]
}

function limitOf({ server, kind, frontEnd, maxAgeSeconds, maxDirectorySize }: LogFolder): Limited {
  const limits = { server, frontEnd, ageSeconds: maxAgeSeconds, most: maxDirectorySize }
  return kind === 'MessageTracking'
    ? { ...limits, table: kind, kind: null }
    : { ...limits, table: 'TransportSession', kind: sessionKinds[kind] }
}

async function routingLimit(transport: Transport, server: string): Promise<Limited> {
  const { service } = await readTransportSettings(transport.site(), server)
  const { RoutingTableLogMaxAge: age, RoutingTableLogMaxDirectorySize: size } = service
  return {
    ...{ table: 'RoutingSnapshot', kind: null, server, frontEnd: false },
    ageSeconds: spanSeconds(String(age ?? '7.00:00:00')),
    most: typeof size === 'number' ? size : null,
  }
}

async function shorten(
  { pool, now }: Transport,
  log: Limited,
  sizes: LogSizes,
  frontEnd: readonly string[],
): Promise<boolean> {
  const stretches = stretchesOf(sizes, log)
  const before = log.ageSeconds > 0 ? new Date(now().getTime() - log.ageSeconds * 1000) : null
  let total = [...stretches.values()].reduce((sum, { bytes }) => sum + bytes, 0)
  let cuts = 0
  for (const [start, believed] of [...stretches]) {
    const excess = log.most === null ? null : total - log.most
    const isOld = before !== null && believed.from < before
    if (!isOld && (excess ?? 0) <= 0) continue
    if (cuts++ >= mostCuts) return false
    const left = await cutStretch(pool, log, frontEnd, { start, believed, before, excess })
    total -= believed.bytes - (left?.bytes ?? 0)
    if (left) stretches.set(start, left)
    else stretches.delete(start)
  }
  return true
}
