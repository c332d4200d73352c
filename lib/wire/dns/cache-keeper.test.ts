import { describe, expect, it } from 'vitest'
import type { ResolverCache, Vantage } from '@/lib/network'
import { keepCache } from './cache-keeper'
import type { Step } from './zone-index'

const step = (data: string): Step => ({
  status: 'NOERROR',
  records: [{ name: 'mail.contoso.com', type: 'A', ttl: 60, data }],
  soa: null,
  wildcard: false,
  authoritative: true,
})
const now = () => new Date('2026-11-22T09:00:00Z')

function kept(save: (whose: Vantage, cache: ResolverCache) => Promise<void>) {
  const lines: string[] = []
  const keeper = keepCache('inside', { now, save, log: (line) => lines.push(line) })
  keeper.settle(null)
  return { keeper, lines }
}

describe('what a resolver remembers', () => {
  it('is written by one write at a time, the last of which holds all of it', async () => {
    const written: string[][] = []
    let [atOnce, most] = [0, 0]
    const { keeper } = kept(async (_, { entries }) => {
      most = Math.max(most, ++atOnce)
      await new Promise((done) => setImmediate(done))
      written.push(Object.keys(entries))
      atOnce--
    })
    for (let n = 0; n < 50; n++) {
      keeper.cache.keep(`n${n}.example`, 'A', step('203.0.113.25'))
      if (n % 10 === 0) await new Promise((done) => setImmediate(done))
    }
    await keeper.saved()
    expect(most).toBe(1)
    expect(written.at(-1)).toHaveLength(50)
    expect(written.length).toBeLessThan(50)
  })

  it('goes when it was cleared, and is not written under the new generation before', async () => {
    const generations: (number | undefined)[] = []
    const { keeper } = kept(async (_, { generation }) => {
      generations.push(generation)
    })
    keeper.cache.keep('mail.contoso.com', 'A', step('203.0.113.25'))
    await keeper.saved()
    keeper.settle({ entries: {}, generation: 1 })
    expect(keeper.cache.find('mail.contoso.com', 'A')).toBeNull()
    keeper.cache.keep('mail.contoso.com', 'A', step('203.0.113.99'))
    await keeper.saved()
    expect(generations).toEqual([0, 1])
  })

  it('stays when what is stored is only older', async () => {
    const { keeper } = kept(async () => undefined)
    keeper.cache.keep('mail.contoso.com', 'A', step('203.0.113.25'))
    keeper.settle({ entries: {} })
    expect(keeper.cache.find('mail.contoso.com', 'A')).not.toBeNull()
    keeper.forget()
    keeper.settle({ entries: {} })
    expect(keeper.cache.find('mail.contoso.com', 'A')).toBeNull()
  })

  it('is kept in memory where it cannot be written, and the log says so', async () => {
    const { keeper, lines } = kept(() => Promise.reject(new Error('no database')))
    keeper.cache.keep('mail.contoso.com', 'A', step('203.0.113.25'))
    await keeper.saved()
    expect(lines).toEqual([expect.stringContaining('no database')])
    expect(keeper.cache.find('mail.contoso.com', 'A')).not.toBeNull()
  })
})
