import { expect, it } from 'vitest'
import { ByteBudget } from './byte-budget'

it('A budget never gives out more bytes than it has, and serves everybody in the end', async () => {
  const budget = new ByteBudget(100)
  let held = 0
  let most = 0
  const work = (bytes: number) =>
    budget.holding(bytes, async () => {
      held += Math.min(bytes, 100)
      most = Math.max(most, held)
      await new Promise(setImmediate)
      held -= Math.min(bytes, 100)
      return bytes
    })
  const sizes = [60, 60, 30, 500, 10, 100, 1]
  expect(await Promise.all(sizes.map(work))).toEqual(sizes)
  expect(most).toBeLessThanOrEqual(100)
})

it('What fails gives its bytes back', async () => {
  const budget = new ByteBudget(10)
  await expect(budget.holding(10, () => Promise.reject(new Error('lost')))).rejects.toThrow('lost')
  expect(await budget.holding(10, async () => 'served')).toBe('served')
})
