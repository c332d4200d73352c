import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Ask, type Cache, caching, follow, type Step } from './resolver'

function cache(): Cache {
  return { entries: new Map(), changed: () => {} }
}

function address(data: string, ttl: number): Step {
  return {
    status: 'NOERROR',
    records: [{ name: 'mail.contoso.com', type: 'A', ttl, data }],
    wildcard: false,
    ttl,
    cachedForSeconds: null,
  }
}

const nothing: Step = { status: 'NXDOMAIN', records: [], wildcard: false, ttl: 300, cachedForSeconds: null }

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
        const ask = caching(
          cache(),
          () => address(truth().value, truth().ttl),
          () => new Date(now * 1000),
        )
        for (const { after, asks, ttl } of events) {
          now += after
          if (!asks) {
            history.splice(-1, 1, { ...truth(), until: now })
            history.push({ value: String(history.length), from: now, until: Number.POSITIVE_INFINITY, ttl })
            continue
          }
          const shown = history.find(({ value }) => value === ask('mail.contoso.com', 'A').records[0]?.data)
          expect(shown).toBeDefined()
          if (!shown) continue
          expect(shown.from).toBeLessThanOrEqual(now)
          expect(now).toBeLessThan(shown.until + Math.max(shown.ttl, 1))
        }
      }),
    )
  })

  it('counts down the seconds for which it keeps an answer', () => {
    let now = 0
    const ask = caching(
      cache(),
      () => address('203.0.113.25', 3600),
      () => new Date(now * 1000),
    )
    expect(ask('mail.contoso.com', 'A').cachedForSeconds).toBeNull()
    now = 360
    const kept = ask('mail.contoso.com', 'A')
    expect([kept.cachedForSeconds, kept.records[0]?.ttl]).toEqual([3240, 3240])
    now = 3600
    expect(ask('mail.contoso.com', 'A').cachedForSeconds).toBeNull()
  })

  it('keeps "no such name" for every type of the name, as long as the SOA says (RFC 2308)', () => {
    let now = 0
    let truth = nothing
    const ask = caching(
      cache(),
      () => truth,
      () => new Date(now * 1000),
    )
    ask('mail.contoso.com', 'MX')
    truth = address('203.0.113.25', 3600)
    now = 299
    expect(ask('mail.contoso.com', 'A').status).toBe('NXDOMAIN')
    now = 300
    expect(ask('mail.contoso.com', 'A').status).toBe('NOERROR')
  })
})

describe('following aliases', () => {
  const alias = (name: string, target: string): Step => ({
    ...address('', 60),
    records: [{ name, type: 'CNAME', ttl: 60, data: `${target}.` }],
  })

  it('gives the aliases first and then the address', () => {
    const ask: Ask = (name) =>
      name === 'www.contoso.com' ? alias(name, 'mail.contoso.com') : address('203.0.113.25', 60)
    const answer = follow(ask, 'www.contoso.com', 'A', 'ns')
    expect(answer.records.map(({ type }) => type)).toEqual(['CNAME', 'A'])
  })

  it('ends with SERVFAIL when they lead round in a circle', () => {
    const ask: Ask = (name) => alias(name, name === 'a.example' ? 'b.example' : 'a.example')
    expect(follow(ask, 'a.example', 'A', 'ns').status).toBe('SERVFAIL')
    expect(follow(ask, 'a.example', 'CNAME', 'ns').status).toBe('NOERROR')
  })
})
