import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { contoso, done } from '@/lib/exchange/contoso-for-tests'
import { command } from '@/lib/shell'
import { plain } from '@/lib/shell/language'
import { database } from '../db'
import { loggingSwitches } from '../protocol-logging'
import { findMessageStory } from '../queries/message-story'
import { listSiteEvents, readSiteEventQuery } from '../queries/site-events'
import { readTrackingSearch, searchTracking, trackingPageSize } from '../queries/tracking-search'
import { testShell } from '../test-shell'
import type { TestSite } from '../test-site'
import { openSessionLogs } from '../transport/intake/session-logs'
import { eventForTests } from '../transport/logs/tracking-for-tests'
import { openPool } from '../transport/pool'
import { writeSiteEvent } from '../transport/site-events'
import { writeTracking } from '../transport/tracking-rows'
import { eventsCommand } from './events'
import type { ListCommand } from './list-command'
import { messageCommand, trackingCommand } from './tracking'

let place: TestSite
let shell: Awaited<ReturnType<typeof testShell>>
const at = (second: number) => new Date(Date.UTC(2026, 10, 22, 9, 0, second))

beforeAll(async () => {
  place = await contoso('2016')
  process.env.DATABASE_URL = place.url
  const pool = openPool(place.url, { max: 1 })
  const many = Array.from({ length: 120 }, (_, n) =>
    eventForTests({ at: at(n), subject: `Message ${n}`, messageId: `<${n}@fabrikam.com>` }),
  )
  const original = { messageId: '<original@contoso.com>', sender: "o'neil@contoso.com" }
  await writeTracking(pool, [
    ...many,
    eventForTests({ ...original, at: at(200), sourceContext: '08DE0000000000AB;2026;0' }),
    eventForTests({ ...original, at: at(201), eventId: 'FAIL', recipientStatus: ['550 5.1.1 not found'] }),
    eventForTests({
      ...{ at: at(202), messageId: '<report@contoso.com>', eventId: 'DSN', source: 'DSN', sender: '' },
      ...{ reference: original.messageId, recipients: [original.sender] },
    }),
  ])
  const sessions = openSessionLogs(pool)
  sessions.add({
    ...{
      kind: 'Receive',
      server: 'EXCH01',
      connector: 'C',
      sessionId: '08DE0000000000AB',
      startedAt: at(200),
    },
    ...{ localEndpoint: '192.168.0.3:25', remoteEndpoint: '198.51.100.25:4711' },
    lines: [{ at: at(200), event: '<', data: 'EHLO mail.fabrikam.com', context: '' }],
  })
  await sessions.flush()
  for (const [n, level] of (['Error', 'Warning', 'Information'] as const).entries())
    await writeSiteEvent(pool, {
      ...{ at: at(n), server: 'EXCH01', source: 'MSExchangeTransport', category: 'Routing' },
      ...{ eventId: 5000 + n, level, message: `Line ${n}` },
    })
  await pool.end()
  shell = await testShell()
})
afterAll(async () => {
  await database().$disconnect()
  await place.close()
})

async function output({ lines }: ListCommand): Promise<readonly Record<string, unknown>[]> {
  const ran = await shell.run(lines.join('\n'))
  expect(ran.map(({ told }) => told).join('')).toBe('')
  return ran.flatMap(({ objects }) => objects.map((one) => plain(one, 2) as Record<string, unknown>))
}

describe('Message tracking', () => {
  it.each([
    {},
    { sender: "o'neil@contoso.com" },
    { recipient: 'frankm@contoso.com', subject: 'message 11' },
    { id: '17@fabrikam.com' },
    { event: 'dsn' },
    { source: 'dsn' },
    { server: 'exch01', start: '2026-11-22T09:00:10', end: '2026-11-22T09:00:20' },
    { sender: '`"$(Get-Mailbox)' },
  ])('gives for %j the rows that its command gives', async (parameters) => {
    const search = readTrackingSearch(parameters as Record<string, string>)
    const { rows } = await searchTracking(search)
    const given = await output(trackingCommand(search, '2016'))
    expect(given.map(({ MessageSubject, EventId }) => [MessageSubject, EventId])).toEqual(
      rows.map(({ subject, eventId }) => [subject, eventId]),
    )
  })

  it('is asked by its command for a source before -Source was there, too', async () => {
    const search = readTrackingSearch({ source: 'dsn' })
    for (const version of ['2013', '2016'] as const)
      expect(await output(trackingCommand(search, version))).toMatchObject([{ Source: 'DSN' }])
  })

  it('goes forth and back by pages without losing a row', async () => {
    const page = async (parameters: Record<string, string>) => searchTracking(readTrackingSearch(parameters))
    const first = await page({})
    const second = await page({ after: first.next ?? '' })
    const third = await page({ after: second.next ?? '' })
    const ids = [first, second, third].flatMap(({ rows }) => rows.map(({ id }) => id))
    expect(new Set(ids).size).toBe(123)
    expect([first.previous, third.next]).toEqual([null, null])
    const back = await page({ before: third.previous ?? '' })
    expect(back.rows).toEqual(second.rows)
    expect((await page({ before: back.previous ?? '' })).rows).toHaveLength(trackingPageSize)
  })

  it.each(['x', '1-', '9'.repeat(40), '-1-1', ['1-1', '2-2']])(
    'begins anew at a place that is none: %s',
    async (after) => {
      const { rows } = await searchTracking(readTrackingSearch({ after }))
      expect(Array.isArray(after) || rows.length === trackingPageSize).toBe(true)
    },
  )
})

/** A copy that waits in a queue of its own, as those of several source servers do. */
const waiting = (n: number, lastError: string) => ({
  ...{ recipients: [], recipientCount: 1, enqueuedAt: at(200), expiresAt: at(900) },
  queue: {
    create: {
      ...{
        server: `EXCH0${n}`,
        kind: 'Delivery',
        deliveryType: 'DnsConnectorDelivery',
        nextHopDomain: 'fabrikam.com',
      },
      ...{ nextHopKey: 'fabrikam.com', nextHopCategory: 'External', createdAt: at(200) },
      ...{ lastError, nextRetryAt: at(300 + n) },
    },
  },
})

describe('The story of a message', () => {
  it('has its events, its SMTP session and the reports about it', async () => {
    const story = await findMessageStory('<original@contoso.com>')
    expect(story?.events.map(({ eventId }) => eventId)).toEqual(['RECEIVE', 'FAIL'])
    expect(story?.sessions).toMatchObject([{ lines: [{ data: 'EHLO mail.fabrikam.com' }] }])
    expect(story?.reports).toMatchObject([{ messageId: '<report@contoso.com>' }])
    expect(await output(messageCommand('<original@contoso.com>', '2016'))).toHaveLength(2)
  })

  it('of a report leads back to what it is about', async () => {
    expect(await findMessageStory('report@contoso.com')).toMatchObject({
      about: '<original@contoso.com>',
      reports: [],
    })
  })

  it('names a queue once, however many of its copies wait there, with each error', async () => {
    const { id } = await place.db.mailItem.create({
      data: {
        ...{
          id: 435n,
          networkMessageId: randomUUID(),
          messageId: '<original@contoso.com>',
          server: 'EXCH01',
        },
        ...{ sender: '', subject: '', size: 1, origin: {}, content: Buffer.from('a'), receivedAt: at(200) },
        deliveries: { create: ['busy', 'busy', 'refused'].map((lastError, n) => waiting(n, lastError)) },
      },
    })
    expect((await findMessageStory('<original@contoso.com>'))?.waiting).toEqual([
      { queue: 'fabrikam.com', nextRetryAt: at(300), errors: ['busy', 'refused'] },
    ])
    await place.db.mailDelivery.deleteMany({ where: { itemId: id } })
  })

  it('is not there for a message that nobody has heard of', async () => {
    expect(await findMessageStory('<none@contoso.com>')).toBeNull()
  })
})

describe('The event log', () => {
  it.each([{}, { level: 'Error' }, { source: 'MSExchangeTransport', server: 'EXCH01' }, { source: 'None' }])(
    'gives for %j the rows that its command gives',
    async (parameters) => {
      const query = readSiteEventQuery(parameters as Record<string, string>)
      const { rows } = await listSiteEvents(query)
      const given = await output(eventsCommand(query))
      expect(given.map(({ Message }) => Message)).toEqual(rows.map(({ message }) => message))
    },
  )

  it('is filtered by a hashtable, too, and has no other log', async () => {
    const filter =
      "Get-WinEvent -FilterHashtable @{LogName='Application'; Id=5001,5002; Level=3} -MaxEvents 5"
    expect(await output({ lines: [filter] })).toMatchObject([
      { Id: 5001, LevelDisplayName: 'Warning', Level: 3 },
    ])
    expect(await place.run(command('Get-EventLog', { LogName: 'Security' }))).toMatchObject({
      ok: false,
      error: { target: 'LogName' },
    })
  })
})

describe('Protocol logging', () => {
  it('is turned on and off by the command of each switch', async () => {
    for (const { id, change, verbose } of await loggingSwitches(place.site)) {
      await done(place.run(change))
      const after = (await loggingSwitches(place.site)).find((one) => one.id === id)
      expect([id, after?.verbose]).toEqual([id, !verbose])
    }
  })
})
