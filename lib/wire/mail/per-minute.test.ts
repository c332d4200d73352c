import { describe, expect, it } from 'vitest'
import { PerMinute } from './per-minute'

const at = (seconds: number) => new Date(1_000_000 + seconds * 1000)

describe('What is counted for a minute', () => {
  it('is let through up to its limit, each by themselves, and again a minute after the first', () => {
    const counted = new PerMinute()
    expect([0, 10, 20].map((second) => counted.take('a', 2, at(second)))).toEqual([true, true, false])
    expect(counted.take('b', 2, at(20))).toBe(true)
    expect(counted.take('a', 2, at(60))).toBe(true)
  })

  it('keeps nobody out when the clock goes back', () => {
    const counted = new PerMinute()
    expect(counted.take('a', 1, at(600))).toBe(true)
    expect(counted.take('a', 1, at(0))).toBe(true)
  })

  it('takes no more room than it was given, whoever comes', () => {
    const counted = new PerMinute(3)
    for (let client = 0; client < 1000; client++) counted.take(`client ${client}`, 1, at(0))
    expect(counted.size).toBe(3)
    expect(counted.take('client 999', 1, at(0))).toBe(false)
  })
})
