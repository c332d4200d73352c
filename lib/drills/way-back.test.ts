import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { snapshot } from '@/lib/exchange/contoso-for-tests'
import { siteCommands } from '@/lib/runbooks/commands'
import type { TestSite } from '@/lib/server/test-site'
import { drills } from './catalogue'
import { drillFacts } from './choose'
import { healthyContoso } from './testing/healthy-contoso'
import { goBack, putFault } from './way-back'

let site: TestSite
beforeAll(async () => {
  site = await healthyContoso()
}, 60_000)
afterAll(() => site.close())

/** Without what is no difference: a zone's serial number only goes up, and lines of a table have no order. */
function compared(taken: unknown): unknown {
  const plain = JSON.stringify(taken, (name, value) => {
    if (name === 'serial') return 0
    if (name === 'forwards' || name === 'records')
      return (value as { id: string }[]).toSorted((a, b) => a.id.localeCompare(b.id))
    return typeof value === 'bigint' ? String(value) : value
  })
  return JSON.parse(plain)
}

describe.each(drills)('the fault $id', (drill) => {
  it('fits Contoso, changes the site, and is taken back whole', async () => {
    const before = compared(await snapshot(site))
    const wayBack = await site.inTransaction(async (inner) => {
      const facts = await drillFacts(inner)
      if (!facts) throw new Error('not described')
      expect(drill.fits(facts)).toBe(true)
      const put = await putFault(await drill.fault(facts), siteCommands, inner)
      if (!put.ok) throw new Error(put.error.message)
      return put.value
    })
    expect(compared(await snapshot(site))).not.toEqual(before)
    const kept = JSON.parse(JSON.stringify(wayBack)) as typeof wayBack
    expect(await site.inTransaction((inner) => goBack(kept, siteCommands, inner))).toEqual([])
    expect(compared(await snapshot(site))).toEqual(before)
  })
})

describe('the drills', () => {
  it('have three levels, and names of their own', () => {
    expect(new Set(drills.map(({ id }) => id)).size).toBe(drills.length)
    expect(drills.length).toBeGreaterThanOrEqual(18)
    for (const level of ['Easy', 'Medium', 'Hard'])
      expect(drills.filter((one) => one.level === level).length, level).toBeGreaterThanOrEqual(4)
  })

  it.each(drills)('$id: what people report does not give it away', ({ symptom, hints, lesson }) => {
    expect(symptom).not.toMatch(
      /\b(?:MX|SPF|SRV|PTR|NAT|DHCP|ARR|zone|forward|record|proxy|gateway|wildcard|expired|port \d+)\b/i,
    )
    for (const text of [symptom, ...hints, ...Object.values(lesson)])
      expect(text).not.toMatch(/!|\bplease\b/i)
  })
})
