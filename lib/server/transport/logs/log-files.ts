import {
  frontEndConnectors,
  hoursOfFile,
  type LogFolder,
  logFileName,
  type Site,
  type TrackingService,
  trackedByService,
  trackingServices,
} from '@/lib/exchange'
import { Prisma } from '@/prisma/generated/client'
import { db } from '../../db'
import { logBytes, sessionKinds } from './log-bytes'
import { fullFile, numberedFiles } from './numbered-files'

/** One file of a log folder. */
export interface LogFile {
  readonly name: string
  readonly from: Date
  /** Lines of tracking, or sessions. */
  readonly entries: number
  /** Bytes, estimated: a file is written when it is downloaded. */
  readonly size: number
}

const dayMs = 24 * 3_600_000
/** No folder is looked at further back. */
const mostDays = 60

/** Which rows of which table are in a folder. */
export interface FolderRows {
  readonly table: Prisma.Sql
  readonly where: Prisma.Sql
  /** What a row takes in a file, about. */
  readonly bytes: Prisma.Sql
}

export async function rowsOfFolder(folder: LogFolder, site: Site): Promise<FolderRows> {
  const { server, kind, version } = folder
  if (kind === 'MessageTracking')
    return {
      table: Prisma.sql`"MessageTracking"`,
      where: Prisma.sql`"server" = ${server}`,
      bytes: Prisma.raw(logBytes.MessageTracking),
    }
  const front = kind === 'SmtpReceive' && version !== '2010' ? await frontEndConnectors(site) : []
  const isFront = Prisma.sql`"connector" = any(${[...front]}::text[])`
  return {
    table: Prisma.sql`"TransportSession"`,
    where: Prisma.sql`"kind" = ${sessionKinds[kind]} and "server" = ${server}
      and ${folder.frontEnd ? isFront : Prisma.sql`not ${isFront}`}`,
    bytes: Prisma.raw(logBytes.TransportSession),
  }
}

/** Of a tracking log, which service writes a row; other logs have one. */
function serviceOf({ kind, version }: LogFolder): Prisma.Sql {
  if (kind !== 'MessageTracking') return Prisma.sql`'Transport'`
  const own = trackingServices(version).flatMap((service) =>
    service === 'Transport'
      ? []
      : [
          Prisma.sql`when "source" = 'STOREDRIVER' and "eventId" = any(${[...trackedByService[service]]}::text[])
            then ${service}`,
        ],
  )
  return Prisma.sql`case ${Prisma.join(own, ' ')} else 'Transport' end`
}

/** The rows of one service's files alone. */
export async function rowsOfFile(
  folder: LogFolder,
  service: TrackingService,
  site: Site,
): Promise<FolderRows> {
  const rows = await rowsOfFolder(folder, site)
  return folder.kind === 'MessageTracking'
    ? { ...rows, where: Prisma.sql`${rows.where} and ${serviceOf(folder)} = ${service}` }
    : rows
}

/** Where the hour of a file ends, or its day on 2010. */
export function endOfFile({ version }: LogFolder, from: Date): Date {
  return new Date(from.getTime() + hoursOfFile(version) * 3_600_000)
}

/** Since when files of a folder are there. An age of zero keeps them for ever. */
export function oldestOf({ maxAgeSeconds }: LogFolder, now: Date): Date {
  const age = maxAgeSeconds === 0 ? Number.POSITIVE_INFINITY : maxAgeSeconds * 1000
  return new Date(now.getTime() - Math.min(age, mostDays * dayMs))
}

/** The days, newest first, on which something was written. */
export async function daysOfFolder(folder: LogFolder, site: Site): Promise<readonly Date[]> {
  const { table, where } = await rowsOfFolder(folder, site)
  const now = site.clock.now()
  const rows = await db.$queryRaw<{ day: Date }[]>`
    select "day" at time zone 'UTC' as "day"
    from generate_series(date_trunc('day', ${oldestOf(folder, now)}::timestamptz at time zone 'UTC'),
      ${now}::timestamptz at time zone 'UTC', interval '1 day') as "day"
    where exists (select from ${table} where ${where} and "at" >= "day" at time zone 'UTC'
      and "at" < ("day" + interval '1 day') at time zone 'UTC')
    order by 1 desc`
  return rows.map(({ day }) => day)
}

/** The files of one day, with what is in them. */
export async function filesOfDay(folder: LogFolder, day: Date, site: Site): Promise<readonly LogFile[]> {
  const { table, where, bytes } = await rowsOfFolder(folder, site)
  const seconds = hoursOfFile(folder.version) * 3600
  const oldest = oldestOf(folder, site.clock.now())
  const rows = await db.$queryRaw<
    { part: number; service: TrackingService; entries: bigint; bytes: bigint }[]
  >`
    select floor(extract(epoch from "at" - ${day}::timestamptz) / ${seconds})::int as "part",
      ${serviceOf(folder)} as "service", count(*) as "entries", sum(${bytes}) as "bytes"
    from ${table}
    where ${where} and "at" >= greatest(${day}::timestamptz, ${oldest}::timestamptz)
      and "at" < ${new Date(day.getTime() + dayMs)}
    group by 1, 2 order by 1, 2 desc`
  const files = rows.map(async ({ part, service, entries, bytes: size }) => {
    const from = new Date(day.getTime() + part * seconds * 1000)
    const named = (number: number) => logFileName(folder.kind, folder.version, from, service, number)
    if (folder.maxFileSize === null || Number(size) <= fullFile(folder.maxFileSize))
      return [{ name: named(1), from, entries: Number(entries), size: Number(size) }]
    const span = { start: new Date(Math.max(from.getTime(), oldest.getTime())), end: endOfFile(folder, from) }
    const parts = await numberedFiles(await rowsOfFile(folder, service, site), span, folder.maxFileSize)
    return parts.map(({ number, ...file }) => ({ ...file, name: named(number) }))
  })
  return (await Promise.all(files)).flat()
}
