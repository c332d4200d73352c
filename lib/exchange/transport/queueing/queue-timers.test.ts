import { describe, expect, it } from 'vitest'
import { connectionRetryAfter, queueTimers } from './queue-timers'

const timers = queueTimers({ service: {} })

describe('The retries of a queue whose next hop is dead', () => {
  it('come after a minute, after five and then every ten, for two days', () => {
    const tries = [0]
    for (let failures = 1; (tries.at(-1) ?? 0) < 48 * 60; failures += 1)
      tries.push((tries.at(-1) ?? 0) + connectionRetryAfter(failures, timers) / 60_000)
    expect(tries.slice(0, 13)).toEqual([0, 1, 2, 3, 4, 9, 14, 19, 24, 29, 34, 44, 54])
    expect(tries.at(-1)).toBe(2884)
    expect(tries).toHaveLength(296)
  })

  it('follow what somebody has set', () => {
    const service = {
      TransientFailureRetryCount: 0,
      OutboundConnectionFailureRetryInterval: '01:00:00',
    }
    expect(connectionRetryAfter(4, queueTimers({ service }))).toBe(60_000)
    expect(connectionRetryAfter(5, queueTimers({ service }))).toBe(3_600_000)
  })
})
