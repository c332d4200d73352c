import type { Worker } from '../worker'

/** Lines that the Application log holds before its oldest ones are overwritten. */
const most = 50_000
const atOnce = 5000
const everyMs = 3_600_000

/** Overwrites the oldest lines of the Application log, as Windows does when the log is full. */
export const applicationLog: Worker = {
  name: 'application log',
  unhurried: true,
  async work({ pool, now }) {
    const { rowCount } = await pool.query({ text: overwritten, values: [most, atOnce] })
    return (rowCount ?? 0) >= atOnce ? true : new Date(now().getTime() + everyMs)
  },
}

const overwritten = `
  delete from "SiteEvent" where "id" in (
    select "id" from "SiteEvent" order by "at" desc, "id" desc offset $1 limit $2)`
