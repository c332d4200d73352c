import { describe, expect, it } from 'vitest'
import { levelOfEvent, type PressureLevel, pressureAfter, pressureEvent, takesMail } from './back-pressure'

describe('Back pressure', () => {
  it.each<[PressureLevel, number, PressureLevel]>([
    ['Normal', 96, 'Normal'],
    ['Normal', 96.1, 'Medium'],
    ['Medium', 94, 'Medium'],
    ['Medium', 93.9, 'Normal'],
    ['Medium', 99, 'Medium'],
    ['Medium', 99.1, 'High'],
    ['Normal', 120, 'High'],
    ['High', 97, 'High'],
    ['High', 96.9, 'Medium'],
    ['High', 93, 'Normal'],
  ])('is after %s, with %d per cent used, %s', (before, used, after) =>
    expect(pressureAfter(before, used * 10, 1000)).toBe(after),
  )

  it('keeps strangers out first, and everybody when it is high', () => {
    const taken = (['Normal', 'Medium', 'High'] as const).map((level) => [
      takesMail(level, false),
      takesMail(level, true),
    ])
    expect(taken).toEqual([
      [true, true],
      [false, true],
      [false, false],
    ])
  })

  it('can be read from the event that tells of it', () => {
    const rose = pressureEvent({ from: 'Normal', to: 'High' }, { bytes: 2 ** 20, limit: 2 ** 20 })
    const fell = pressureEvent({ from: 'High', to: 'Medium' }, { bytes: 96, limit: 100 })
    expect([rose.eventId, fell.eventId]).toEqual([15004, 15005])
    expect([rose, fell].map(({ message }) => levelOfEvent(message))).toEqual(['High', 'Medium'])
    expect(rose.message).toContain('Mail submission from Mailbox server')
    expect(levelOfEvent('something else')).toBe('Normal')
  })
})
