import { connected } from '../database'
import { freePort } from '../port'
import { until } from '../processes'
import { startTransport } from '../transport-process'
import { anyPorts, newWireAddress, startWire } from '../wire-process'
import type { Lab } from './lab'
import type { MailServer } from './mail-load'

export interface MailSite extends MailServer {
  /** What comes is queued for the categorizer and stays there, until `release`. */
  hold(): Promise<void>
  release(): Promise<void>
}

const recipient = 'bench@contoso.com'
const patienceMs = 120_000

/** Of each message: when it came and when it was in a mailbox, after the event that was seen last. */
const median = `
  select percentile_cont(0.5) within group (order by extract(epoch from d."at" - r."at") * 1000) as "median",
    max(d."id") as "last"
  from "MessageTracking" as d join "MessageTracking" as r using ("messageId")
  where d."id" > $1 and d."eventId" = 'DELIVER' and r."eventId" = 'RECEIVE'`

/** Our site with its network and its transport, each a process, and a mailbox that the Internet may write to. */
export async function openMailSite(lab: Lab): Promise<MailSite> {
  const databaseUrl = await lab.database()
  const inside = await lab.inside(databaseUrl)
  await inside.do('openReception', { recipient })
  await inside.stop()
  const [port, address] = [await freePort(), await newWireAddress()]
  const shared = { databaseUrl, dataDir: lab.directory, address }
  const wire = await startWire({ ...shared, ports: { ...anyPorts, smtp: port } })
  lab.onClose(wire.stop)
  const transport = await startTransport(shared)
  lab.onClose(transport.stop)
  const rows = (text: string, values: readonly unknown[] = []) =>
    connected(databaseUrl, async (client) => (await client.query(text, [...values])).rows)
  const suspend = (held: boolean) =>
    rows(
      `insert into "MailQueue" ("server", "kind", "deliveryType", "nextHopDomain", "nextHopKey", "nextHopCategory",
         "suspended", "createdAt")
       values ('EXCH01', 'Submission', 'Undefined', 'Submission', 'submission', 'Internal', $1, now())
       on conflict ("server", "kind", "deliveryType", "connector", "nextHopKey")
       do update set "suspended" = excluded."suspended"`,
      [held],
    )
  let seen = '0'
  return {
    port,
    recipient,
    async emptied() {
      const empty = async (client: { query(text: string): Promise<{ rows: { left: boolean }[] }> }) =>
        !(await client.query('select exists (select from "MailDelivery") as "left"')).rows[0]?.left
      const all = await connected(databaseUrl, (client) => until(() => empty(client), patienceMs))
      if (!all) throw new Error('The queues stay full')
    },
    async transit() {
      const [row] = await rows(median, [seen])
      seen = String(row.last ?? seen)
      return Number(row.median)
    },
    async hold() {
      await suspend(true)
    },
    async release() {
      await suspend(false)
      await rows(`select pg_notify('mail_queued', '')`)
    },
  }
}
