import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import SMTPConnection from 'nodemailer/lib/smtp-connection'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { database } from '@/lib/server/db'
import { createExample } from '@/lib/server/example'
import { executeAll } from '@/lib/server/execute'
import { vault } from '@/lib/server/vault'
import { command, secure } from '@/lib/shell'
import { migrate } from './migrate'
import { freePort } from './port'
import { type Postgres, startPostgres } from './postgres'
import { until } from './processes'
import { startTransport } from './transport-process'
import { readSecretKey } from './web-environment'
import { anyPorts, newWireAddress, startWire } from './wire-process'

/** `CAMPAIGN=10000` sends so many. A process dies for each 50 messages, and at least one of each kind. */
const messages = Number(process.env.CAMPAIGN ?? 150)
const mailboxes = 5
const clients = 8
const patienceMs = 60_000 + messages * 40

interface Kept {
  readonly stop: () => Promise<void>
  /** `kill -9`, and started again. */
  readonly killed: () => Promise<void>
}

/** A process that is killed and comes back. */
async function mortal(start: () => Promise<{ kill(): Promise<void>; stop(): Promise<void> }>): Promise<Kept> {
  let living = await start()
  return {
    stop: () => living.stop(),
    async killed() {
      await living.kill()
      living = await start()
    },
  }
}

/** PostgreSQL with a postmaster that is killed and comes back at its port. */
async function mortalPostgres(dataDir: string): Promise<Kept & { readonly postgres: Postgres }> {
  let living = await startPostgres({ dataDir, careless: true })
  const pid = () => Number(readFileSync(join(dataDir, 'postgres/postmaster.pid'), 'utf8').split('\n')[0])
  return {
    postgres: living,
    stop: () => living.stop(),
    async killed() {
      const { port, lost } = living
      process.kill(pid(), 'SIGKILL')
      await lost
      living = await startPostgres({ dataDir, port, careless: true })
    },
  }
}

/** What a client knows of a message that it sent until somebody took it. */
interface Sent {
  readonly id: string
  /** Attempts whose end nobody told: such a message may have come twice (RFC 5321 §6.1). */
  unknown: number
}

/** One try over a connection of its own: taken, refused for now, or nobody knows. */
function tryOnce(port: number, id: string, to: string): Promise<'taken' | 'refused' | 'unknown'> {
  return new Promise((resolve) => {
    let sending = false
    const socket = connect(port, '127.0.0.1')
    const connection = new SMTPConnection({ connection: socket, ignoreTLS: true, name: 'mail.fabrikam.com' })
    const end = (how: 'taken' | 'refused' | 'unknown') => {
      resolve(how)
      connection.close()
    }
    socket.once('error', () => end(sending ? 'unknown' : 'refused'))
    socket.once('connect', () => {
      connection.once('error', () => end(sending ? 'unknown' : 'refused'))
      connection.once('end', () => end(sending ? 'unknown' : 'refused'))
      connection.connect(() => {
        sending = true
        const text = `Message-ID: ${id}\r\nFrom: j.park@fabrikam.com\r\nTo: ${to}\r\nSubject: ${id}\r\n\r\nHello.\r\n`
        connection.send({ from: 'j.park@fabrikam.com', to }, text, (problem) => {
          if (!problem) return end('taken')
          end(problem.responseCode === undefined ? 'unknown' : 'refused')
        })
      })
    })
  })
}

describe('A campaign that kills whatever keeps mail', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'campaign-'))
  chmodSync(dataDir, 0o755)
  const stops: (() => Promise<unknown>)[] = []
  let url: string
  let smtp: number
  let killers: Kept[]

  beforeAll(async () => {
    const base = await mortalPostgres(dataDir)
    stops.push(base.stop)
    url = await base.postgres.createDatabase('campaign')
    await migrate(url)
    Object.assign(process.env, { DATABASE_URL: url, SECRET_KEY: readSecretKey(dataDir) })
    await createExample({ adminPassword: 'Sunrise-over-7-hills' })
    const password = secure('', vault.seal('Sunrise-over-7-hills'))
    const made = await executeAll(
      [
        command('New-AcceptedDomain', { Name: 'contoso', DomainName: 'contoso.com' }),
        command('Set-ReceiveConnector', {
          Identity: 'EXCH01\\Default Frontend EXCH01',
          MaxInboundConnectionPerSource: 'unlimited',
        }),
        ...Array.from({ length: mailboxes }, (_, at) =>
          command('New-Mailbox', {
            Name: `User ${at}`,
            UserPrincipalName: `user${at}@contoso.local`,
            PrimarySmtpAddress: `user${at}@contoso.com`,
            Password: password,
          }),
        ),
      ],
      { actor: 'admin@contoso.com', source: 'campaign' },
    )
    if (!made.ok) throw new Error(made.error.message)
    await database().$disconnect()
    smtp = await freePort()
    const shared = { databaseUrl: url, dataDir, address: await newWireAddress() }
    const wire = await mortal(() => startWire({ ...shared, ports: { ...anyPorts, smtp } }))
    const transport = await mortal(() => startTransport(shared))
    stops.push(wire.stop, transport.stop)
    killers = [transport, wire, base]
  }, 120_000)

  afterAll(async () => {
    for (const stop of stops.toReversed()) await stop()
    rmSync(dataDir, { recursive: true, force: true })
  }, 30_000)

  it(
    'loses no message that got its 250, delivers each once, and keeps the tracking log whole',
    async () => {
      const sent: Sent[] = []
      let next = 0
      let taken = 0
      let kills = 0
      const client = async () => {
        while (next < messages) {
          const number = next++
          const one: Sent = { id: `<${number}.campaign@fabrikam.com>`, unknown: 0 }
          const to = `user${number % mailboxes}@contoso.com`
          for (;;) {
            const how = await tryOnce(smtp, one.id, to)
            if (how === 'taken') break
            if (how === 'unknown') one.unknown += 1
            await new Promise((resolve) => setTimeout(resolve, 20))
          }
          taken += 1
          sent.push(one)
        }
      }
      const killer = async () => {
        while (next < messages || kills < killers.length) {
          const due = taken >= (kills + 1) * Math.min(50, messages / (killers.length + 1))
          if (due) await killers[kills++ % killers.length]?.killed()
          else if (next >= messages && taken >= messages) return
          else await new Promise((resolve) => setTimeout(resolve, 20))
        }
      }
      await Promise.all([killer(), ...Array.from({ length: clients }, client)])
      expect(kills).toBeGreaterThanOrEqual(killers.length)

      const pool = new pg.Pool({ connectionString: url, max: 1 })
      const rows = async (text: string) => (await pool.query(text)).rows
      const waiting = async () => Number((await rows('select count(*) from "MailDelivery"'))[0]?.count)
      expect(await until(async () => (await waiting()) === 0, patienceMs)).toBe(true)

      const inMailboxes = await rows(
        `select "messageId", count(*)::int from "MailboxItem" join "MailItem" on "MailItem"."id" = "itemId"
         where "folder" = 'Inbox' group by 1`,
      )
      const copies = new Map(inMailboxes.map((row) => [row.messageId as string, row.count as number]))
      expect(sent.filter(({ id }) => !copies.has(id))).toEqual([])
      expect(sent.filter(({ id, unknown }) => (copies.get(id) ?? 0) > 1 + unknown)).toEqual([])

      const events = await rows(
        `select "messageId", "eventId", count(*)::int from "MessageTracking" group by 1, 2`,
      )
      const told = (id: string, event: string) =>
        events.find((row) => row.messageId === id && row.eventId === event)?.count ?? 0
      expect(sent.filter(({ id }) => told(id, 'RECEIVE') < 1)).toEqual([])
      expect(
        sent.filter(({ id }) => told(id, 'DELIVER') + told(id, 'DUPLICATEDELIVER') !== told(id, 'RECEIVE')),
      ).toEqual([])
      await pool.end()
    },
    patienceMs * 2,
  )
})
