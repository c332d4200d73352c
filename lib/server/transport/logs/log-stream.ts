import {
  connectivityLogRows,
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
import { endOfFile, type FolderRows, oldestOf, rowsOfFile } from './log-files'
import { logLines } from './log-lines'
import { type LogPlace, placesOfFile } from './numbered-files'

/** Rows at once; sessions are larger. */
const [eventsAtOnce, sessionsAtOnce] = [2000, 200]

/** Which of the files of a folder. */
export interface NamedLogFile {
  readonly from: Date
  readonly service: TrackingService
  /** From 1. */
  readonly number: number
}

/**
 * A log file in the documented format, sent as it is read: never all of it in memory.
 * @returns null when there is none of that number
 */
export async function logStream(
  folder: LogFolder,
  { from, service, number }: NamedLogFile,
  site: Site,
): Promise<ReadableStream<Uint8Array> | null> {
  const rows = await rowsOfFile(folder, service, site)
  const end = endOfFile(folder, from)
  const start = new Date(Math.max(from.getTime(), oldestOf(folder, site.clock.now()).getTime()))
  const { maxFileSize } = folder
  const places =
    maxFileSize === null ? null : await placesOfFile(rows, { start, end }, { number, maxFileSize })
  if (number > 1 && !places) return null
  const span = places
    ? { start: places.first.at, end, first: places.first, last: places.last }
    : { start, end }
  return streamOf(folder, rows, span, number > 1 ? span.start : from)
}

function streamOf(folder: LogFolder, rows: FolderRows, span: Omit<Span, 'after'>, from: Date) {
  const encoder = new TextEncoder()
  let after: LogPlace | null = null
  return new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(encoder.encode(logHeader(folder.kind, folder.version, from))),
    async pull(controller) {
      const part: Part = await nextPart(folder, rows, { ...span, after })
      if (part.text) controller.enqueue(encoder.encode(part.text))
      if (part.last) after = part.last
      else controller.close()
    },
  })
}

interface Part {
  readonly text: string
  /** Null when there is no more. */
  readonly last: LogPlace | null
}

interface Span {
  readonly start: Date
  readonly end: Date
  /** Where a numbered file begins and ends; else all of the span is its own. */
  readonly first?: LogPlace
  readonly last?: LogPlace
  readonly after: LogPlace | null
}

async function nextPart(folder: LogFolder, rows: FolderRows, span: Span): Promise<Part> {
  if (folder.kind === 'MessageTracking') {
    const events = await read<Omit<TrackingEvent, 'id'> & LogPlace>(rows, span, eventsAtOnce)
    const lines = events.map((event) => trackingLogRow({ ...event, id: String(event.id) }, folder.version))
    return { text: logLines(lines), last: events.length < eventsAtOnce ? null : (events.at(-1) ?? null) }
  }
  const sessions = await read<LoggedSession & LogPlace>(rows, span, sessionsAtOnce)
  const toRows = folder.kind === 'Connectivity' ? connectivityLogRows : protocolLogRows
  return {
    text: logLines(sessions.flatMap((session) => toRows(session))),
    last: sessions.length < sessionsAtOnce ? null : (sessions.at(-1) ?? null),
  }
}

/** All columns of both tables are of types that come back as they are. */
function read<T>(
  { table, where }: FolderRows,
  { start, end, first, last, after }: Span,
  size: number,
): Promise<T[]> {
  const beyond = [
    first ? Prisma.sql`and ("at", "id") >= (${first.at}, ${first.id})` : Prisma.empty,
    last ? Prisma.sql`and ("at", "id") <= (${last.at}, ${last.id})` : Prisma.empty,
    after ? Prisma.sql`and ("at", "id") > (${after.at}, ${after.id})` : Prisma.empty,
  ]
  return db.$queryRaw<T[]>`
    select * from ${table} where ${where} and "at" >= ${start} and "at" < ${end} ${Prisma.join(beyond, ' ')}
    order by "at", "id" limit ${size}`
}
