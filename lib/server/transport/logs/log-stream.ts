import {
  connectivityLogRows,
  hoursOfFile,
  type LogFolder,
  type LoggedSession,
  logHeader,
  protocolLogRows,
  type Site,
  type TrackingEvent,
  type TrackingService,
  trackingLogRow,
} from '@/lib/exchange'
import { Prisma } from '@/prisma/generated/client'
import { db } from '../../db'
import { type FolderRows, oldestOf, rowsOfFolder, rowsOfService } from './log-files'
import { logLines } from './log-lines'

/** Rows at once; sessions are larger. */
const [eventsAtOnce, sessionsAtOnce] = [2000, 200]

interface Place {
  readonly at: Date
  readonly id: bigint
}

/** A log file in the documented format, sent as it is read: never all of it in memory. */
export async function logStream(
  folder: LogFolder,
  { from, service }: { readonly from: Date; readonly service: TrackingService },
  site: Site,
): Promise<ReadableStream<Uint8Array>> {
  const rows = rowsOfService(folder, await rowsOfFolder(folder, site), service)
  const end = new Date(from.getTime() + hoursOfFile(folder.version) * 3_600_000)
  const start = new Date(Math.max(from.getTime(), oldestOf(folder, site.clock.now()).getTime()))
  const encoder = new TextEncoder()
  let after: Place | null = null
  return new ReadableStream({
    start: (controller) => controller.enqueue(encoder.encode(logHeader(folder.kind, folder.version, from))),
    async pull(controller) {
      const part: Part = await nextPart(folder, rows, { start, end, after })
      if (part.text) controller.enqueue(encoder.encode(part.text))
      if (part.last) after = part.last
      else controller.close()
    },
  })
}

interface Part {
  readonly text: string
  /** Null when there is no more. */
  readonly last: Place | null
}

interface Span {
  readonly start: Date
  readonly end: Date
  readonly after: Place | null
}

async function nextPart(folder: LogFolder, rows: FolderRows, span: Span): Promise<Part> {
  if (folder.kind === 'MessageTracking') {
    const events = await read<Omit<TrackingEvent, 'id'> & Place>(rows, span, eventsAtOnce)
    const lines = events.map((event) => trackingLogRow({ ...event, id: String(event.id) }, folder.version))
    return { text: logLines(lines), last: events.length < eventsAtOnce ? null : (events.at(-1) ?? null) }
  }
  const sessions = await read<LoggedSession & Place>(rows, span, sessionsAtOnce)
  const toRows = folder.kind === 'Connectivity' ? connectivityLogRows : protocolLogRows
  return {
    text: logLines(sessions.flatMap((session) => toRows(session))),
    last: sessions.length < sessionsAtOnce ? null : (sessions.at(-1) ?? null),
  }
}

/** All columns of both tables are of types that come back as they are. */
function read<T>({ table, where }: FolderRows, { start, end, after }: Span, size: number): Promise<T[]> {
  const beyond = after ? Prisma.sql`and ("at", "id") > (${after.at}, ${after.id})` : Prisma.empty
  return db.$queryRaw<T[]>`
    select * from ${table} where ${where} and "at" >= ${start} and "at" < ${end} ${beyond}
    order by "at", "id" limit ${size}`
}
