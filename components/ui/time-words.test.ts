import { describe, expect, it } from 'vitest'
import { durationInWords, relativeTime } from './time-words'

const now = Date.UTC(2026, 10, 21, 9, 41)

describe('times in words', () => {
  it('says how long ago, or how soon', () => {
    expect(relativeTime(now - 20_000, now)).toBe('just now')
    expect(relativeTime(now - 120_000, now)).toBe('2 min ago')
    expect(relativeTime(now + 3 * 3_600_000, now)).toBe('in 3 h')
    expect(relativeTime(now - 26 * 3_600_000, now)).toBe('1 day ago')
  })

  it('gives the date for what is more than a month away', () => {
    expect(relativeTime(Date.UTC(2025, 0, 2), now)).toBe('2 Jan 2025')
  })

  it('gives durations in the two units that matter', () => {
    expect(
      [14, 400, 9940, 9960, 12_000, 59_600, 192_000, 7_500_000, 172_800_000].map(durationInWords),
    ).toEqual(['14 ms', '0.4 s', '9.9 s', '10 s', '12 s', '59 s', '3 min 12 s', '2 h 5 min', '2 days'])
  })
})
