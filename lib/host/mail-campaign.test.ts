import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { database } from '@/lib/server/db'
import { createExample } from '@/lib/server/example'
import { executeAll } from '@/lib/server/execute'
import { vault } from '@/lib/server/vault'
import { command, secure } from '@/lib/shell'
import { isBuilt } from './build'
import { readEnvironment } from './environment'
import { type Sent, sendUntilTaken } from './mail-campaign-client-for-tests'
import { type Mortal, mortal, mortalPostgres } from './mail-campaign-for-tests'
import { type MortalWeb, mortalWeb } from './mail-campaign-web-for-tests'
import { migrate } from './migrate'
import { freePort } from './port'
import { until } from './processes'
import { ensureTestBuild } from './test-build'
import { startTransport } from './transport-process'
import { readSecretKey } from './web-environment'
import { anyPorts, newWireAddress, startWire } from './wire-process'

/** `CAMPAIGN=10000` sends so many, and builds the dashboard first. */
const wished = process.env.CAMPAIGN
const messages = Number(wished ?? 150)
/** A process dies for so many messages, on average; and at least one of each kind. */
const perKill = wished ? 100 : 30
const mailboxes = 5
const clients = 8
const patienceMs = 60_000 + messages * 40
const account = { email: 'admin@contoso.com', password: 'Sunrise-over-7-hills' }

/** The build that is there; the long campaign makes one. Without one the web process does not take part. */
async function builtFolder(): Promise<string | null> {
  if (wished) return ensureTestBuild()
  const built = [readEnvironment().NEXT_DIST_DIR, '.next-test'].find((folder) => isBuilt(folder))
  if (!built) console.warn('SKIPPED: the campaign kills no web process, since the dashboard is not built.')
  return built ?? null
}

/** Sealed with the key that is set by then. */
const configuration = () => [
  command('New-AcceptedDomain', { Name: 'contoso', DomainName: 'contoso.com' }),
  command('Set-ReceiveConnector', {
    Identity: 'EXCH01\\Default Frontend EXCH01',
    MaxInboundConnectionPerSource: 'unlimited',
    MaxInboundConnectionPercentagePerSource: 100,
  }),
  command('Set-FrontendTransportService', { Identity: 'EXCH01', MaxConnectionRatePerMinute: 1_000_000 }),
  ...Array.from({ length: mailboxes }, (_, at) =>
    command('New-Mailbox', {
      Name: `User ${at}`,
      UserPrincipalName: `user${at}@contoso.local`,
      PrimarySmtpAddress: `user${at}@contoso.com`,
      Password: secure('', vault.seal(account.password)),
    }),
  ),
]

describe('A campaign that kills whatever keeps mail', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'campaign-'))
  chmodSync(dataDir, 0o755)
  const stops: (() => Promise<unknown>)[] = []
  let url: string
  let smtp: number
  let web: MortalWeb | undefined
  let mortals: Mortal[]

  beforeAll(async () => {
    const distDir = await builtFolder()
    const base = await mortalPostgres(dataDir)
    stops.push(base.stop)
    url = await base.postgres.createDatabase('campaign')
    await migrate(url)
    Object.assign(process.env, { DATABASE_URL: url, SECRET_KEY: readSecretKey(dataDir) })
    await createExample({ adminPassword: account.password })
    const made = await executeAll(configuration(), { actor: account.email, source: 'campaign' })
    if (!made.ok) throw new Error(made.error.message)
    await database().$disconnect()
    smtp = await freePort()
    const shared = { databaseUrl: url, dataDir, address: await newWireAddress() }
    const wire = await mortal('wire', () => startWire({ ...shared, ports: { ...anyPorts, smtp } }))
    stops.push(wire.stop)
    const transport = await mortal('transport', () => startTransport(shared))
    stops.push(transport.stop)
    if (distDir) {
      web = await mortalWeb({ ...shared, distDir, account })
      stops.push(web.stop)
    }
    mortals = [transport, wire, base, ...(web ? [web] : [])]
  }, 400_000)

  afterAll(async () => {
    for (const stop of stops.toReversed()) await stop()
    rmSync(dataDir, { recursive: true, force: true })
  }, 30_000)

  it(
    'loses no message that got its 250, delivers each once, and keeps the tracking log whole',
    async () => {
      const sent: Sent[] = []
      const victims: string[] = []
      const step = messages / Math.max(messages / perKill, mortals.length + 1)
      const died = () => mortals.flatMap((one) => one.died)
      let due = step
      let next = 0
      const client = async () => {
        while (next < messages && died().length === 0) {
          // Mail waits for death, so that it comes while others die.
          if (next > due + 2 * step) {
            await pause(20)
            continue
          }
          const number = next++
          const to = `user${number % mailboxes}@contoso.com`
          const id = `<${number}.campaign@fabrikam.com>`
          sent.push(await sendUntilTaken(smtp, id, to, () => died().length > 0))
        }
      }
      const kill = async (victim: Mortal | undefined) => {
        if (!victim) return
        victims.push(victim.name)
        await victim.killed()
      }
      const killer = async () => {
        for (; due < messages; due += 2 * step * Math.random()) {
          while (sent.length < due && died().length === 0) await pause(20)
          // One of each kind first; then whoever it is.
          await kill(mortals[victims.length] ?? mortals[Math.floor(Math.random() * mortals.length)])
          if (died().length > 0) return
        }
        while (victims.length < mortals.length) await kill(mortals[victims.length])
      }
      await Promise.all([killer(), ...Array.from({ length: clients }, client)])
      console.info(`${messages} messages, ${victims.length} kills: ${tally(victims)}`)
      expect(died()).toEqual([])

      const pool = new pg.Pool({ connectionString: url, max: 1 })
      const rows = async (text: string) => (await pool.query(text)).rows
      // Whoever was being worked on at two deaths of the transport waits for an administrator.
      const inQueues = (poison: boolean) =>
        rows(`select "messageId", "queueId", "claimedBy", delivery."lastError" from "MailDelivery" as delivery
          join "MailItem" as item on item."id" = "itemId"
          join "MailQueue" as queue on queue."id" = "queueId" and (queue."kind" = 'Poison') = ${poison}`)
      await until(async () => (await inQueues(false)).length === 0, patienceMs)
      expect(await inQueues(false)).toEqual([])
      const poisonous = new Map<string, number>()
      for (const { messageId } of await inQueues(true))
        poisonous.set(messageId, (poisonous.get(messageId) ?? 0) + 1)
      const deaths = victims.filter((name) => name === 'transport' || name === 'PostgreSQL').length
      expect(poisonous.size === 0 || deaths >= 2).toBe(true)

      const inMailboxes = await rows(
        `select "messageId", count(*)::int from "MailboxItem" join "MailItem" on "MailItem"."id" = "itemId"
         where "folder" = 'Inbox' group by 1`,
      )
      const copies = new Map(inMailboxes.map((row) => [row.messageId as string, row.count as number]))
      expect(sent).toHaveLength(messages)
      const found = (id: string) => (copies.get(id) ?? 0) + (poisonous.get(id) ?? 0)
      expect(sent.filter(({ id }) => found(id) === 0)).toEqual([])
      expect(sent.filter(({ id, unknown }) => found(id) > 1 + unknown)).toEqual([])

      const events = await rows(
        `select "messageId", "eventId", count(*)::int from "MessageTracking" group by 1, 2`,
      )
      const counts = new Map(events.map((row) => [`${row.eventId} ${row.messageId}`, row.count as number]))
      const told = (id: string, event: string) => counts.get(`${event} ${id}`) ?? 0
      expect(sent.filter(({ id }) => told(id, 'RECEIVE') < 1)).toEqual([])
      expect(
        sent.filter(
          ({ id }) =>
            told(id, 'DELIVER') + told(id, 'DUPLICATEDELIVER') + (poisonous.get(id) ?? 0) !==
            told(id, 'RECEIVE'),
        ),
      ).toEqual([])
      expect(sent.filter(({ id }) => told(id, 'DELIVER') !== (copies.get(id) ?? 0))).toEqual([])
      await pool.end()

      expect(died()).toEqual([])
      const waiting = [...poisonous.values()].reduce((sum, count) => sum + count, 0)
      if (web) expect((await web.queues()).reduce((sum, count) => sum + count, 0)).toBe(waiting)
    },
    patienceMs * 4,
  )
})

/** `wire 12, transport 9`. */
function tally(names: readonly string[]): string {
  return [...new Set(names)].map((name) => `${name} ${names.filter((one) => one === name).length}`).join(', ')
}
