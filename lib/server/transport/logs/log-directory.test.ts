import type pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type LogFolder, logFolders, parseLogFileName } from '@/lib/exchange'
import { contoso, done } from '@/lib/exchange/contoso-for-tests'
import { command, type Value } from '@/lib/shell'
import { Prisma } from '@/prisma/generated/client'
import type { TestSite } from '../../test-site'
import { addSecondServer } from '../second-server-for-tests'
import { type TestTransport, testTransport } from '../transport-for-tests'
import { filesOfDay, rowsOfFolder } from './log-files'
import { newLogSizes } from './log-sizes'
import { logStream } from './log-stream'
import { numberedFiles } from './numbered-files'
import { shortenLogs } from './shorten-logs'
import { eventForTests } from './tracking-for-tests'

let place: TestSite
let transport: TestTransport
let pool: pg.Pool

beforeAll(async () => {
  place = await contoso('2016')
  process.env.DATABASE_URL = place.url
  await addSecondServer(place, { name: 'EXCH02', address: '192.168.0.4', database: 'Second' })
  transport = await testTransport(place)
  pool = transport.pool
}, 60_000)
afterAll(async () => {
  await transport.close()
  await place.close()
})
beforeEach(() => pool.query('truncate "MessageTracking", "TransportSession" restart identity'))

const details = JSON.stringify(eventForTests().details)

/** Each 1,000 bytes in a file. */
const track = (server: string, count: number, at = yesterday(1)) =>
  pool.query(
    `insert into "MessageTracking" ("at", "server", "eventId", "source", "messageId", "senderKey", "recipientKeys",
       "subject", "totalBytes", "details")
     select $1::timestamptz + n * interval '1 millisecond', $2, 'RECEIVE', 'SMTP', '', '', '{}',
       repeat('x', 880 - octet_length($4::jsonb::text) / 2), 1, $4::jsonb from generate_series(1, $3) as n`,
    [at, server, count, details],
  )
/** Each some 1,000 bytes in a file. */
const hear = (kind: string, connector: string, count: number) =>
  pool.query(
    `insert into "TransportSession" ("at", "kind", "server", "connector", "sessionId", "localEndpoint",
       "remoteEndpoint", "lines")
     select $1, $2, 'EXCH01', $3, n, '', '', jsonb_build_array(repeat('x', 936)) from generate_series(1, $4) as n`,
    [yesterday(1), kind, connector, count],
  )
const today = () => new Date(`${place.site.clock.now().toISOString().slice(0, 10)}T00:00:00.000Z`).getTime()
const yesterday = (hour: number) => new Date(today() + (hour - 24) * 3_600_000)
const rowsIn = async (sql: string) =>
  Object.fromEntries((await pool.query(sql)).rows.map(({ name, count }) => [name, Number(count)]))
const tracked = () => rowsIn('select "server" as "name", count(*) from "MessageTracking" group by 1')
const heard = () =>
  rowsIn(`select "kind" || ' ' || "connector" as "name", count(*) from "TransportSession" group by 1`)

async function set(name: string, args: Record<string, Value>) {
  await done(place.run(command(name, args)))
  await transport.refresh()
}
const shorten = (sizes = newLogSizes()) => shortenLogs(transport, ['EXCH01', 'EXCH02'], sizes)

describe('A log directory', () => {
  it('loses its oldest entries beyond the size that its own server allows, and no other server’s', async () => {
    await set('Set-TransportService', { Identity: 'EXCH01', MessageTrackingLogMaxDirectorySize: '1MB' })
    for (let count = 0; count < 4; count++) {
      await track('EXCH01', 500)
      await track('EXCH02', 500)
    }
    expect(await shorten()).toBe(true)
    expect(await tracked()).toEqual({ EXCH01: 1048, EXCH02: 2000 })
    const { rows } = await pool.query(
      `select min("id") as "first" from "MessageTracking" where "server" = 'EXCH01'`,
    )
    expect(rows[0].first).toBe(1453n)
  })

  it('is measured on as it grows, and not cut twice for what another process has cut', async () => {
    const [mine, others] = [newLogSizes(), newLogSizes()]
    await track('EXCH01', 1500)
    for (const sizes of [mine, others]) await shorten(sizes)
    expect(await tracked()).toEqual({ EXCH01: 1048 })
    await track('EXCH01', 700)
    for (const sizes of [mine, others, mine]) await shorten(sizes)
    expect(await tracked()).toEqual({ EXCH01: 1048 })
  })

  it('of one kind of session is not shortened for another kind, nor for the Front End service', async () => {
    await set('Set-TransportService', { Identity: 'EXCH01', SendProtocolLogMaxDirectorySize: '100KB' })
    await set('Set-FrontendTransportService', {
      Identity: 'EXCH01',
      ReceiveProtocolLogMaxDirectorySize: '200KB',
    })
    await hear('Send', 'Internet', 300)
    await hear('Receive', 'EXCH01\\Default EXCH01', 300)
    await hear('Receive', 'EXCH01\\Default Frontend EXCH01', 300)
    await hear('Connectivity', '', 300)
    await shorten()
    expect(await heard()).toEqual({
      'Connectivity ': 300,
      'Receive EXCH01\\Default EXCH01': 300,
      'Receive EXCH01\\Default Frontend EXCH01': 204,
      'Send Internet': 102,
    })
  })

  it('is measured without the numbers of another table', async () => {
    await set('Set-TransportService', { Identity: 'EXCH01', MessageTrackingLogMaxDirectorySize: '1MB' })
    await pool.query(
      `insert into "RoutingSnapshot" ("at", "server", "trigger", "table") values ($1, 'EXCH01', '', '{}')`,
      [yesterday(1)],
    )
    await track('EXCH01', 3000)
    await shorten()
    await pool.query('truncate "RoutingSnapshot"')
    expect(await tracked()).toEqual({ EXCH01: 1048 })
  })

  it('has the sessions of a connector that was renamed after it was measured', async () => {
    await set('Set-TransportService', { Identity: 'EXCH01', ReceiveProtocolLogMaxDirectorySize: '100KB' })
    await set('Set-FrontendTransportService', {
      Identity: 'EXCH01',
      ReceiveProtocolLogMaxDirectorySize: '10MB',
    })
    const sizes = newLogSizes()
    const name = 'EXCH01\\Default Frontend EXCH01'
    await hear('Receive', name, 2500)
    await shorten(sizes)
    expect(await heard()).toEqual({ [`Receive ${name}`]: 2500 })
    await set('Set-ReceiveConnector', { Identity: name, Name: 'Front' })
    await shorten(sizes)
    expect(await heard()).toEqual({ [`Receive ${name}`]: 102 })
  })

  it('loses what is older than it may be', async () => {
    await set('Set-TransportService', { Identity: 'EXCH02', MessageTrackingLogMaxAge: '5.00:00:00' })
    const old = new Date(today() - 6 * 24 * 3_600_000)
    for (const server of ['EXCH01', 'EXCH02'])
      for (const at of [old, yesterday(1)]) await track(server, 10, at)
    await shorten()
    expect(await tracked()).toEqual({ EXCH01: 20, EXCH02: 10 })
  })
})

describe('A log of more bytes than a file may have', () => {
  const folder = async (): Promise<LogFolder> => {
    const found = (await logFolders(place.site)).find(({ id }) => id === 'EXCH02.MessageTracking')
    if (!found) throw new Error('no folder')
    return found
  }
  const read = async (name: string) => {
    const of = await folder()
    const file = parseLogFileName(name, of.kind, of.version)
    const stream = file && (await logStream(of, file, place.site))
    return stream ? new Response(stream).text() : null
  }
  const numbers = (text: string | null) =>
    (text ?? '').split('\r\n').filter((line) => line.includes('RECEIVE')).length

  it('is numbered files, each with its own part', async () => {
    await set('Set-TransportService', { Identity: 'EXCH02', MessageTrackingLogMaxFileSize: '100KB' })
    await track('EXCH02', 250, yesterday(1))
    await track('EXCH02', 3, yesterday(2))
    const day = yesterday(0).toISOString().slice(0, 10).replaceAll('-', '')
    const files = await filesOfDay(await folder(), yesterday(0), place.site)
    expect(files.map(({ name, entries }) => [name, entries])).toEqual([
      [`MSGTRK${day}01-1.LOG`, 103],
      [`MSGTRK${day}01-2.LOG`, 102],
      [`MSGTRK${day}01-3.LOG`, 45],
      [`MSGTRK${day}02-1.LOG`, 3],
    ])
    const texts = await Promise.all(files.map(({ name }) => read(name)))
    expect(texts.map(numbers)).toEqual([103, 102, 45, 3])
    expect(texts[1]).toContain(`#Date: ${new Date(yesterday(1).getTime() + 104).toISOString()}`)
    expect(await read(`MSGTRK${day}01-4.LOG`)).toBeNull()
  })

  it.each(['0', '1B'])('is no file for each row where MaxFileSize is %s', async (size) => {
    await set('Set-TransportService', { Identity: 'EXCH02', MessageTrackingLogMaxFileSize: size })
    await track('EXCH02', 100)
    const files = await filesOfDay(await folder(), yesterday(0), place.site)
    expect(files.map(({ entries }) => entries)).toEqual([66, 34])
    expect(await Promise.all(files.map(async ({ name }) => numbers(await read(name))))).toEqual([66, 34])
  })

  it.each([
    ['65536', 1000, 4],
    ['1e15', 2, 1002],
  ])(
    'is a thousand files and no more, of which the last has the rest: rows of %s bytes',
    async (bytes, count, entries) => {
      await track('EXCH02', 1003)
      const rows = { ...(await rowsOfFolder(await folder(), place.site)), bytes: Prisma.raw(bytes) }
      const files = await numberedFiles(rows, { start: yesterday(0), end: yesterday(24) }, 1)
      expect([files.length, files[0]?.entries, files.at(-1)]).toMatchObject([
        count,
        1,
        { number: 1000, entries },
      ])
    },
  )
})
