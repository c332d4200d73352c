import { type LogFolder, logFolders } from '@/lib/exchange'
import type { Queryable } from './pool'
import type { Worker } from './worker'

/** Rows deleted with one statement, and how often it is looked. */
const [atOnce, everyMs] = [5000, 3_600_000]
/** What the Application log holds before its oldest lines are overwritten. */
const mostSiteEvents = 50_000
const routingDays = 7

/** Deletes what is older than the settings of each log allow (…MaxAge), as the servers delete their files. */
export const oldLogs: Worker = {
  name: 'old logs',
  async work({ pool, site, now }) {
    const at = now()
    const folders = await logFolders(site())
    const gone = [
      ...(await Promise.all(folders.map((folder) => deleteOld(pool, folder, at)))),
      await deleted(pool, oldSnapshots, [new Date(at.getTime() - routingDays * 86_400_000), atOnce]),
      await deleted(pool, overwritten, [mostSiteEvents, atOnce]),
    ]
    return gone.some((count) => count >= atOnce) ? true : new Date(at.getTime() + everyMs)
  },
}

/** Both folders of a receive protocol log have one age in practice: the longer one counts for sessions. */
function deleteOld(on: Queryable, { server, kind, maxAgeSeconds, frontEnd }: LogFolder, at: Date) {
  if (frontEnd) return 0
  const before = new Date(at.getTime() - maxAgeSeconds * 1000)
  return kind === 'MessageTracking'
    ? deleted(on, oldTracking, [before, atOnce, server])
    : deleted(on, oldSessions, [before, atOnce, server, kind.replace('Smtp', '')])
}

async function deleted(on: Queryable, text: string, values: unknown[]): Promise<number> {
  return (await on.query({ text, values })).rowCount ?? 0
}

const oldTracking = `
  delete from "MessageTracking" where "id" in (
    select "id" from "MessageTracking" where "at" < $1 and "server" = $3 order by "at", "id" limit $2)`

const oldSessions = `
  delete from "TransportSession" where "id" in (
    select "id" from "TransportSession" where "at" < $1 and "server" = $3 and "kind" = $4
    order by "at", "id" limit $2)`

/** The newest of each server stays: it is the table that the server goes by. */
const oldSnapshots = `
  delete from "RoutingSnapshot" where "id" in (
    select "id" from "RoutingSnapshot" as "one" where "at" < $1 and exists (
      select from "RoutingSnapshot" as "later" where "later"."server" = "one"."server" and "later"."at" >= $1)
    order by "at", "id" limit $2)`

const overwritten = `
  delete from "SiteEvent" where "id" in (
    select "id" from "SiteEvent" order by "at" desc, "id" desc offset $1 limit $2)`
