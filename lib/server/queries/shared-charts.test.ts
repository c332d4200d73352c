import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { FlowCharts, FlowSpan } from '@/lib/exchange'
import { sharing } from './shared-charts'

const now = new Date('2026-11-22T12:30:00Z')
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000)

interface Running {
  readonly resolve: (charts: FlowCharts) => void
  readonly reject: (error: Error) => void
}

/** Counting that takes until it is told to end. */
function slow() {
  const running: Running[] = []
  const charts = sharing(() => new Promise((resolve, reject) => void running.push({ resolve, reject })))
  return { charts, running }
}

const counted = (span: FlowSpan = '24h'): FlowCharts => ({ span, stretches: [], connectors: [], queues: [] })

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }))
afterEach(() => void vi.useRealTimers())

describe('The charts for all who look', () => {
  it('are counted once, however long that takes, and are good for seconds from then', async () => {
    const { charts, running } = slow()
    const first = charts(now, '24h')
    vi.advanceTimersByTime(20_000)
    expect(charts(later(1), '24h')).toBe(first)
    running[0]?.resolve(counted())
    await first
    vi.advanceTimersByTime(4999)
    expect(charts(later(1), '24h')).toBe(first)
    vi.advanceTimersByTime(1)
    expect(charts(later(1), '24h')).not.toBe(first)
    expect(running).toHaveLength(2)
  })

  it.each([
    ['back', -1],
    ['on by more than a stretch', 61],
  ])('are counted anew after the clock was moved %s', (_, minutes) => {
    const { charts, running } = slow()
    charts(now, '24h')
    charts(later(minutes), '24h')
    expect(running).toHaveLength(2)
  })

  it('are counted for each span', () => {
    const { charts, running } = slow()
    charts(now, '24h')
    charts(now, '7d')
    expect(running).toHaveLength(2)
  })

  it('are counted anew after it failed, but not those that were begun meanwhile', async () => {
    const { charts, running } = slow()
    const failing = charts(now, '24h')
    const next = charts(later(-1), '24h')
    running[0]?.reject(new Error('The database is away'))
    await expect(failing).rejects.toThrow('away')
    expect(charts(later(-1), '24h')).toBe(next)
    running[1]?.reject(new Error('The database is away'))
    await expect(next).rejects.toThrow('away')
    charts(later(-1), '24h')
    expect(running).toHaveLength(3)
  })
})
