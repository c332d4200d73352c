import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { answerCache, caching, mostEntries } from './answer-cache'
import type { Ask } from './follow'
import type { Step } from './zone-index'

function address(data: string, ttl: number): Step {
  const records = [{ name: 'mail.contoso.com', type: 'A' as const, ttl, data }]
  return { status: 'NOERROR', records, soa: null, wildcard: false, authoritative: true }
}

const soa = { name: 'contoso.com', type: 'SOA' as const, ttl: 300, data: 'ns1. hostmaster. 1 2 3 4 300' }
const none: Step = { status: 'NXDOMAIN', records: [], soa, wildcard: false, authoritative: true }

describe('a caching resolver', () => {
  it('shows no value before it was set, and none for longer than its TTL after it was replaced', () => {
    const event = fc.record({
      after: fc.integer({ min: 1, max: 5000 }),
      asks: fc.boolean(),
      ttl: fc.nat(4000),
    })
    fc.assert(
      fc.property(fc.array(event, { maxLength: 40 }), (events) => {
        let now = 0
        /** Each value, and when and with which TTL it held: the last one still does. */
        const history = [{ value: '0', from: 0, until: Number.POSITIVE_INFINITY, ttl: 60 }]
        const truth = () => history.at(-1) ?? { value: '', from: 0, until: 0, ttl: 0 }
        const cache = answerCache(() => new Date(now * 1000))
        const ask = caching(cache, () => address(truth().value, truth().ttl))
        for (const { after, asks, ttl } of events) {
          now += after
          if (!asks) {
            history.splice(-1, 1, { ...truth(), until: now })
            history.push({ value: String(history.length), from: now, until: Number.POSITIVE_INFINITY, ttl })
            continue
          }
          const shown = history.find(({ value }) => value === ask('mail.contoso.com', 'A')?.records[0]?.data)
          expect(shown).toBeDefined()
          if (!shown) continue
          expect(shown.from).toBeLessThanOrEqual(now)
          expect(now).toBeLessThan(shown.until + Math.max(shown.ttl, 1))
        }
      }),
    )
  })

  it('goes on asking for an address when it knows that there is no alias', () => {
    const noAlias: Step = { ...none, status: 'NOERROR' }
    const ask = caching(
      answerCache(() => new Date(0)),
      (_, type) => (type === 'CNAME' ? noAlias : address('203.0.113.25', 3600)),
    )
    expect(ask('mail.contoso.com', 'CNAME')?.records).toEqual([])
    expect(ask('mail.contoso.com', 'A')?.records).toMatchObject([{ data: '203.0.113.25' }])
    expect(ask('mail.contoso.com', 'CNAME')?.records).toEqual([])
  })

  it('keeps "no such name" for every type of the name, with the seconds left in its SOA (RFC 2308)', () => {
    let now = 0
    let truth: Step = none
    const ask = caching(
      answerCache(() => new Date(now * 1000)),
      () => truth,
    )
    ask('mail.contoso.com', 'MX')
    truth = address('203.0.113.25', 3600)
    now = 299
    expect(ask('mail.contoso.com', 'A')).toMatchObject({ status: 'NXDOMAIN', soa: { ttl: 1 } })
    now = 300
    expect(ask('mail.contoso.com', 'A')?.status).toBe('NOERROR')
  })

  it('keeps a missing type apart from the others of its name', () => {
    let asked = 0
    const upstream: Ask = (_, type) => {
      asked++
      return type === 'A' ? address('203.0.113.25', 60) : { ...none, status: 'NOERROR' }
    }
    const ask = caching(
      answerCache(() => new Date(0)),
      upstream,
    )
    for (const type of ['A', 'MX', 'TYPE65', 'A', 'MX', 'TYPE65'] as const) ask('mail.contoso.com', type)
    expect(asked).toBe(3)
  })

  it('forgets what would be forgotten first when it is full', () => {
    const cache = answerCache(() => new Date(0))
    for (let n = 0; n < 3 * mostEntries; n++)
      cache.keep(`n${n}.example`, 'A', address('203.0.113.25', 60 + n))
    const kept = Object.keys(cache.entries())
    expect(kept.length).toBeLessThanOrEqual(mostEntries)
    expect(kept).toContain(`n${3 * mostEntries - 1}.example A`)
    expect(cache.find('n0.example', 'A')).toBeNull()
  })

  it('is the same after its entries were stored and read', () => {
    const now = () => new Date('2026-11-22T09:00:00Z')
    const [first, second] = [answerCache(now), answerCache(now)]
    first.keep('mail.contoso.com', 'A', address('203.0.113.25', 60))
    first.keep('www.contoso.com', 'A', none)
    second.replace(JSON.parse(JSON.stringify(first.entries())))
    for (const name of ['mail.contoso.com', 'www.contoso.com'])
      expect(second.find(name, 'A')).toEqual(first.find(name, 'A'))
  })
})
