import { describe, expect, it } from 'vitest'
import { bars, chartHeight, scaleOf } from './chart-bars'

const stretch = (received: number, failed = 0) => ({
  from: new Date(0),
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
    expect(failed).toMatchObject({ height: 1 })
  })

  it('are not there for nothing', () => {
    expect(bars([stretch(0)], 2)).toEqual([])
  })
})
