import { describe, expect, it } from 'vitest'
import { chartWidth } from './chart-bars'
import { levelPoints, type SmallSeries, smallBars, smallHeight, smallTop } from './small-chart'

const came: SmallSeries = { label: 'Came', counts: [0, 5], look: 'received' }
const gone: SmallSeries = { label: 'Left', counts: [1000, 1], look: 'sent' }
const waiting: SmallSeries = { label: 'Waiting', counts: [2000, 0], look: 'level' }

describe('A small chart', () => {
  it('ends at the largest number in it, a level included, and at 1 for nothing', () => {
    expect(smallTop([came, gone, waiting])).toBe(2000)
    expect(smallTop([{ ...came, counts: [0, 0] }])).toBe(1)
  })

  it('has a bar for each number but 0, side by side, of which the least can still be seen', () => {
    const bars = smallBars([came, gone, waiting], 1000)
    expect(bars.map(({ key }) => key)).toEqual(['received 1', 'sent 0', 'sent 1'])
    expect(bars.map(({ height }) => height)).toEqual([1, smallHeight, 1])
    expect(bars[2]?.x).toBeGreaterThanOrEqual((bars[0]?.x ?? 0) + (bars[0]?.width ?? 0))
    expect(bars.every(({ x, width }) => x >= 0 && x + width <= chartWidth)).toBe(true)
  })

  it('draws a level in steps, through each stretch whole', () =>
    expect(levelPoints([2000, 0], 2000)).toBe(`0,0 360,0 360,${smallHeight} 720,${smallHeight}`))
})
