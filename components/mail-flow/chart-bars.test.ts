import { describe, expect, it } from 'vitest'
import type { FlowStretch } from '@/lib/exchange'
import { bars, chartHeight, chartWidth, labelsOf, scaleOf } from './chart-bars'

const stretch = (received: number, failed = 0): FlowStretch => ({
  from: '2026-11-22T06:00:00.000Z',
  received,
  delivered: 0,
  sent: 0,
  failed,
})

describe('The scale of a chart', () => {
  it.each([
    [0, 2],
    [2, 2],
    [3, 4],
    [7, 10],
    [11, 20],
    [40, 40],
    [412, 1000],
  ])('for at most %i messages ends at %i', (largest, top) => {
    expect(scaleOf([stretch(largest)])).toBe(top)
  })
})

describe('The bars of a chart', () => {
  it('are as high as their share, and those of one in a thousand can still be seen', () => {
    const [received, failed] = bars([stretch(500, 1)], 1000)
    expect(received).toMatchObject({ height: chartHeight / 2, y: chartHeight / 2 })
    expect(failed).toMatchObject({ height: 1, says: '2026-11-22 06:00, failed: 1' })
  })

  it('stay within the drawing', () => {
    const all = bars(Array<FlowStretch>(28).fill(stretch(1, 1)), 2)
    expect(all.every(({ x, width }) => x >= 0 && x + width <= chartWidth)).toBe(true)
  })

  it('are not there for nothing', () => {
    expect(bars([stretch(0)], 2)).toEqual([])
  })
})

describe('What stands under a chart', () => {
  const many = Array.from({ length: 28 }, () => stretch(0))

  it('is the time, and of a week the day', () => {
    expect(labelsOf(many, '24h').map(({ text }) => text)).toEqual(Array(5).fill('06:00'))
    expect(labelsOf(many, '7d').map(({ text }) => text)).toEqual(Array(7).fill('11-22'))
  })
})
