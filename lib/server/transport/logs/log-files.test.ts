import { execFileSync } from 'node:child_process'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type LogFolder, logFolders, parseLogFileName, type TrackingService } from '@/lib/exchange'
import { contoso, done } from '@/lib/exchange/contoso-for-tests'
import { command } from '@/lib/shell'
import { hasProgram } from '@/lib/wire/testing/independent-program'
import type { TestSite } from '../../test-site'
import { openSessionLogs } from '../intake/session-logs'
import { writeTracking } from '../tracking-rows'
import { testTransport } from '../transport-for-tests'
import { applicationLog } from './application-log'
import { daysOfFolder, filesOfDay } from './log-files'
import { logStream } from './log-stream'
import { eventForTests } from './tracking-for-tests'

let place: TestSite
let transport: Awaited<ReturnType<typeof testTransport>>
let pool: pg.Pool
beforeAll(async () => {
  place = await contoso('2016')
  process.env.DATABASE_URL = place.url
  transport = await testTransport(place)
  pool = transport.pool
  await writeTracking(pool, [
    eventForTests({ at: hour(1), subject: nasty, recipients: ['a@x', 'b@x'] }),
    eventForTests({ at: hour(2), subject: 'Later' }),
    eventForTests({ at: hour(3), eventId: 'SUBMIT', source: 'STOREDRIVER' }),
    eventForTests({ at: hour(3), eventId: 'DELIVER', source: 'STOREDRIVER' }),
  ])
  const sessions = openSessionLogs(pool)
  for (const connector of ['EXCH01\\Default Frontend EXCH01', 'EXCH01\\Default EXCH01'])
    sessions.add({ ...session, connector })
  await sessions.flush()
})
afterAll(async () => {
  await transport.close()
  await place.close()
})

const nasty = '=HYPERLINK("x"), "quoted"\r\n#Fields: forged\r\n2026-01-01,forged'
const today = () => new Date(`${place.site.clock.now().toISOString().slice(0, 10)}T00:00:00.000Z`)
/** Yesterday, so that it lies behind us at any time of the day. */
const hour = (n: number) => new Date(today().getTime() - 24 * 3_600_000 + n * 3_600_000)
const session = {
  kind: 'Receive',
  server: 'EXCH01',
  sessionId: '08DE000000000001',
  localEndpoint: '192.168.0.3:25',
  remoteEndpoint: '198.51.100.25:4711',
  get startedAt() {
    return hour(1)
  },
  get lines() {
    return [
      { at: hour(1), event: '+', data: '', context: '' },
      { at: hour(1), event: '<', data: 'EHLO "a",b', context: '' },
    ] as const
  },
} as const

async function folder(id: string): Promise<LogFolder> {
  const found = (await logFolders(place.site)).find((one) => one.id === id)
  if (!found) throw new Error(`no folder ${id}`)
  return found
}

async function textOf(id: string, from: Date, service: TrackingService = 'Transport'): Promise<string> {
  const stream = await logStream(await folder(id), { from, service, number: 1 }, place.site)
  return Buffer.from(await new Response(stream).arrayBuffer()).toString()
}

/** As Python's csv module reads it: the header's field names, and the rows by them. */
function readByPython(text: string): Record<string, string>[] {
  const program = `
import csv, json, sys
lines = sys.stdin.buffer.read().decode('utf-8-sig').split('\\r\\n')
fields = [l for l in lines if l.startswith('#Fields: ')][0][9:].split(',')
print(json.dumps([dict(zip(fields, row), n=len(row)-len(fields)) for row in csv.reader(l for l in lines if l and not l.startswith('#'))]))`
  return JSON.parse(execFileSync('python3', ['-c', program], { input: text, encoding: 'utf8' }))
}

/** The fields of a log file, and the properties of Get-MessageTrackingLog that say the same. */
const sameFields: Readonly<Record<string, string>> = {
  'date-time': 'Timestamp',
  'client-ip': 'ClientIp',
  'client-hostname': 'ClientHostname',
  'server-ip': 'ServerIp',
  'server-hostname': 'ServerHostname',
  'source-context': 'SourceContext',
  'connector-id': 'ConnectorId',
  source: 'Source',
  'event-id': 'EventId',
  'internal-message-id': 'InternalMessageId',
  'message-id': 'MessageId',
  'network-message-id': 'NetworkMessageId',
  'recipient-address': 'Recipients',
  'recipient-status': 'RecipientStatus',
  'total-bytes': 'TotalBytes',
  'recipient-count': 'RecipientCount',
  'related-recipient-address': 'RelatedRecipientAddress',
  reference: 'Reference',
  'message-subject': 'MessageSubject',
  'sender-address': 'Sender',
  'return-path': 'ReturnPath',
  'message-info': 'MessageInfo',
  directionality: 'Directionality',
  'original-client-ip': 'OriginalClientIp',
  'transport-traffic-type': 'TransportTrafficType',
}

const ofFile = (row: Record<string, string>) => Object.keys(sameFields).map((field) => row[field])
const ofShell = (row: Record<string, unknown>) => Object.values(sameFields).map((name) => asInFile(row[name]))
const sorted = (rows: readonly (readonly (string | undefined)[])[]) =>
  rows.map((row) => row.join('|')).toSorted()

/** A file is one line a row, and its text computes nothing in a spreadsheet; else it is the same. */
function asInFile(value: unknown): string {
  if (value instanceof Date) return value.toISOString()
  const text = Array.isArray(value) ? value.join(';') : String(value ?? '')
  return text.replace(/\s*[\r\n]+\s*/g, ' ').replace(/^=/, "'=")
}

describe('The log folders of a server', () => {
  it('list the hours in which something was written', async () => {
    const tracking = await folder('EXCH01.MessageTracking')
    expect(await daysOfFolder(tracking, place.site)).toEqual([hour(0)])
    const files = await filesOfDay(tracking, hour(0), place.site)
    const day = hour(0).toISOString().slice(0, 10).replaceAll('-', '')
    expect(files.map(({ name, entries }) => [name, entries])).toEqual([
      [`MSGTRK${day}01-1.LOG`, 1],
      [`MSGTRK${day}02-1.LOG`, 1],
      [`MSGTRKMS${day}03-1.LOG`, 1],
      [`MSGTRKMD${day}03-1.LOG`, 1],
    ])
  })

  it('keep what the mailbox transport services note apart', async () => {
    const of = (service: TrackingService) => textOf('EXCH01.MessageTracking', hour(3), service)
    const texts = await Promise.all([of('Transport'), of('Submission'), of('Delivery')])
    expect(texts.map((text) => text.match(/STOREDRIVER,\w+/g))).toEqual([
      null,
      ['STOREDRIVER,SUBMIT'],
      ['STOREDRIVER,DELIVER'],
    ])
  })

  it('keep what the Front End Transport service heard apart', async () => {
    for (const [id, connector] of [
      ['EXCH01.FrontEnd.SmtpReceive', 'Default Frontend EXCH01'],
      ['EXCH01.SmtpReceive', 'Default EXCH01'],
    ] as const) {
      const text = await textOf(id, hour(1))
      expect(text).toContain(`EXCH01\\${connector},08DE000000000001,0,`)
      expect(text.match(/08DE000000000001/g)).toHaveLength(2)
    }
  })

  it('follow the settings of the server', async () => {
    await done(
      place.run(
        command('Set-TransportService', {
          Identity: 'EXCH01',
          MessageTrackingLogEnabled: false,
          ReceiveProtocolLogPath: null,
        }),
      ),
    )
    expect(await folder('EXCH01.MessageTracking')).toMatchObject({ enabled: false })
    expect(await folder('EXCH01.SmtpReceive')).toMatchObject({ path: null })
  })
})

describe('A log file', () => {
  it('begins with the lines that Exchange writes', async () => {
    const [software, version, type, date, fields] = (await textOf('EXCH01.MessageTracking', hour(1))).split(
      '\r\n',
    )
    expect(software).toBe('\ufeff#Software: Microsoft Exchange Server')
    expect([version, type, date]).toEqual([
      '#Version: 15.01.2507.006',
      '#Log-type: Message Tracking Log',
      `#Date: ${hour(1).toISOString()}`,
    ])
    expect(fields?.split(',')).toHaveLength(30)
  })

  it.skipIf(!hasProgram('python3'))(
    'is read by others as it was meant, whatever a subject says',
    async () => {
      const rows = readByPython(await textOf('EXCH01.MessageTracking', hour(1)))
      expect(rows).toMatchObject([
        {
          n: 0,
          'event-id': 'RECEIVE',
          'recipient-address': 'a@x;b@x',
          'recipient-count': '2',
          // No spreadsheet computes it.
          'message-subject': `'=HYPERLINK("x"), "quoted" #Fields: forged 2026-01-01,forged`,
          'schema-version': '15.0.0.0',
        },
      ])
      expect(readByPython(await textOf('EXCH01.FrontEnd.SmtpReceive', hour(1)))[1]).toMatchObject({
        event: '<',
        data: 'EHLO "a",b',
        'sequence-number': '1',
      })
    },
  )

  it.skipIf(!hasProgram('python3'))(
    'has the rows that Get-MessageTrackingLog finds, field by field',
    async () => {
      const files = (['Transport', 'Submission', 'Delivery'] as const).flatMap((service) =>
        [1, 2, 3].map((n) => textOf('EXCH01.MessageTracking', hour(n), service)),
      )
      const inFiles = (await Promise.all(files)).flatMap(readByPython)
      const { output = [] } = await done(place.run(command('Get-MessageTrackingLog')))
      const found = output as Record<string, unknown>[]
      expect(found).toHaveLength(4)
      expect(sorted(inFiles.map(ofFile))).toEqual(sorted(found.map(ofShell)))
    },
  )

  it.each([
    'MSGTRK2026112209-0.LOG',
    'MSGTRK2026112209-02.LOG',
    'MSGTRK2026112209-1234567.LOG',
    'RECV2026112209-1.LOG',
    'MSGTRK20261122-1.LOG',
    'MSGTRK2026113209-1.LOG',
    '../MSGTRK2026112209-1.LOG',
  ])('is not called %s', (name) => expect(parseLogFileName(name, 'MessageTracking', '2016')).toBeNull())
})

describe('The name of a tracking log', () => {
  it.each([
    ['MSGTRK2026112209-1.LOG', '2016', 'Transport'],
    ['MSGTRKMS2026112209-1.LOG', '2013', 'Submission'],
    ['msgtrkmd2026112209-1.log', '2016', 'Delivery'],
    ['MSGTRKM20261122-1.LOG', '2010', 'Submission'],
    ['MSGTRKMD20261122-1.LOG', '2010', undefined],
  ] as const)('says whose it is: %s on %s', (name, version, service) =>
    expect(parseLogFileName(name, 'MessageTracking', version)?.service).toBe(service),
  )
})

describe('The age of a log', () => {
  const days = async (MessageTrackingLogMaxAge: string) => {
    await done(place.run(command('Set-TransportService', { Identity: 'EXCH01', MessageTrackingLogMaxAge })))
    return daysOfFolder(await folder('EXCH01.MessageTracking'), place.site)
  }

  it('hides the files that the server would have deleted; zero keeps all', async () => {
    expect(await days('5.00:00:00')).toHaveLength(1)
    expect(await days('00:00:01')).toEqual([])
    expect(await textOf('EXCH01.MessageTracking', hour(1))).not.toContain('RECEIVE')
    expect(await days('00:00:00')).toHaveLength(1)
  })
})

describe('The Application log', () => {
  it('loses its oldest lines when it is full, and only those', async () => {
    await pool.query(`
      insert into "SiteEvent" ("at", "server", "source", "category", "eventId", "level", "message")
      select now() - n * interval '1 second', 'EXCH01', 'x', 'x', n, 'Error', 'x' from generate_series(1, 50003) as n`)
    await applicationLog.work(transport)
    const kept = await place.db.siteEvent.aggregate({ _count: true, _max: { eventId: true } })
    expect(kept).toMatchObject({ _count: 50_000, _max: { eventId: 50_000 } })
  })
})
