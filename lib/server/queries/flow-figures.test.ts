import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { contoso } from '@/lib/exchange/contoso-for-tests'
import { database } from '../db'
import type { TestSite } from '../test-site'
import { keepMail } from '../transport/keep-mail'
import { eventForTests } from '../transport/logs/tracking-for-tests'
import { mailToKeep } from '../transport/mail-for-tests'
import { openPool } from '../transport/pool'
import { writeTracking } from '../transport/tracking-rows'
import { flowCharts, parseFlowSpan } from './flow-charts'
import { flowFigures } from './flow-figures'

let site: TestSite
let pool: pg.Pool
const now = new Date('2026-11-22T12:30:00Z')
const ago = (minutes: number, ms = 0) => new Date(now.getTime() - minutes * 60_000 + ms)
const connectorId = 'EXCH01\\Default EXCH01'

beforeAll(async () => {
  site = await contoso('2016')
  process.env.DATABASE_URL = site.url
  pool = openPool(site.url, { max: 1 })
})
afterAll(async () => {
  await database().$disconnect()
  await pool.end()
  await site.close()
})

describe('The figures of mail flow', () => {
  it('are nothing, and no median, before the first message', async () => {
    expect(await flowFigures(now)).toEqual({
      submitted: 0,
      delivered: 0,
      queued: 0,
      reports: 0,
      medianMs: null,
    })
  })

  it('are those of the last hour, and what is queued now', async () => {
    const sent = [
      [10, 'DELIVER', 300],
      [20, 'SEND', 400],
      [30, 'DELIVER', 9000],
      [61, 'DELIVER', 1],
    ] as const
    await writeTracking(pool, [
      ...sent.flatMap(([minutes, eventId, ms]) => {
        const message = { messageId: `<${minutes}@x>`, connectorId }
        return [
          eventForTests({ ...message, at: ago(minutes) }),
          eventForTests({ ...message, at: ago(minutes, ms), eventId, connectorId: '' }),
        ]
      }),
      eventForTests({ at: ago(5), eventId: 'DSN', source: 'DSN', messageId: '<report@x>' }),
      eventForTests({ at: ago(4), eventId: 'FAIL', messageId: '<10@x>' }),
    ])
    await keepMail(pool, [{ ...mailToKeep(['a@contoso.com', 'b@contoso.com']), event: null }])
    expect(await flowFigures(now)).toEqual({
      submitted: 3,
      delivered: 3,
      queued: 1,
      reports: 1,
      medianMs: 400,
    })
  })
})

describe('The charts of mail flow', () => {
  it('stand in stretches of an hour, the empty ones too', async () => {
    const { stretches } = await flowCharts(now, '24h')
    expect(stretches).toHaveLength(24)
    expect(stretches.at(-1)).toEqual({
      from: '2026-11-22T12:00:00.000Z',
      ...{ received: 3, delivered: 2, sent: 1, failed: 1 },
    })
    expect(stretches.at(-2)).toMatchObject({ received: 1, delivered: 1 })
    expect(stretches[0]).toMatchObject({ received: 0, from: '2026-11-21T13:00:00.000Z' })
  })

  it.each([
    ['2h', 24, '2026-11-22T12:30:00.000Z'],
    ['7d', 28, '2026-11-22T12:00:00.000Z'],
  ] as const)('look back %s, in %i stretches', async (span, count, last) => {
    const { stretches } = await flowCharts(now, span)
    expect([stretches.length, stretches.at(-1)?.from]).toEqual([count, last])
    expect(stretches.reduce((sum, { received }) => sum + received, 0)).toBe(4)
  })

  it('say what went through each connector, stretch by stretch', async () => {
    const [connector, ...others] = (await flowCharts(now, '24h')).connectors
    expect(others).toEqual([])
    expect(connector).toMatchObject({
      kind: 'Receive',
      name: connectorId,
      messages: 4,
      sources: [],
      hosts: [],
    })
    expect(connector?.stretches.slice(-3)).toEqual([0, 1, 3])
  })

  it('look back a day where an address asks for something else', () =>
    expect(['2h', 'for ever', null].map(parseFlowSpan)).toEqual(['2h', '24h', '24h']))
})
