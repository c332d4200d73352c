import { describe, expect, it } from 'vitest'
import { eventForTests } from '@/lib/server/transport/logs/tracking-for-tests'
import type { TrackingEvent } from '../message-tracking'
import { messageLatency, timeInTransport, writeTimeSpan } from './latency'

const start = Date.UTC(2026, 10, 22, 9)
const later = (ms: number, given: Omit<Parameters<typeof eventForTests>[0], 'at'> = {}): TrackingEvent => ({
  ...eventForTests({ ...given, at: new Date(start + ms) }),
  id: '1',
})

describe('The latency of a message', () => {
  const messageInfo = new Date(start).toISOString()

  it.each([
    ['DELIVER', { ms: 1500, type: 'EndToEnd' }],
    ['SEND', { ms: 1500, type: 'LocalServer' }],
    ['FAIL', null],
  ] as const)('is told with %s', (eventId, expected) =>
    expect(messageLatency(later(1500, { eventId, messageInfo }))).toEqual(expected),
  )

  it.each(['', '0cA: ', '2026-99-99T'])('is not known from %s', (other) =>
    expect(messageLatency(later(0, { eventId: 'SEND', messageInfo: other }))).toBeNull(),
  )

  it.each([
    [0, '00:00:00'],
    [62, '00:00:00.0620000'],
    [2 * 86_400_000 + 14_400_000, '2.04:00:00'],
  ])('of %i ms is written %s', (ms, text) => expect(writeTimeSpan(ms)).toBe(text))
})

describe('The time of a message', () => {
  it('goes to what each event ended, and between attempts to waiting', () => {
    const events = [
      later(0, { eventId: 'SUBMIT', source: 'STOREDRIVER' }),
      later(100, { eventId: 'RECEIVE', source: 'STOREDRIVER' }),
      later(150, { eventId: 'RESOLVE', source: 'ROUTING' }),
      later(400, { eventId: 'DEFER', source: 'SMTP' }),
      later(60_400, { eventId: 'DEFER', source: 'SMTP' }),
      later(120_400, { eventId: 'SEND', source: 'SMTP' }),
      later(900_000, { eventId: 'HADISCARD', source: 'REDUNDANCY' }),
    ]
    expect(timeInTransport(events)).toEqual({
      ms: 120_400,
      parts: [
        { part: 'Submission', ms: 100 },
        { part: 'Categorizer', ms: 50 },
        { part: 'Delivery', ms: 250 },
        { part: 'Waiting for the next attempt', ms: 120_000 },
      ],
    })
  })

  it('is nothing while there is one event, or none', () => {
    expect(timeInTransport([later(0)])).toEqual({ ms: 0, parts: [] })
    expect(timeInTransport([])).toEqual({ ms: 0, parts: [] })
  })
})
