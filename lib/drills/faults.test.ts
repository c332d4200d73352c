import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { snapshot } from '@/lib/exchange/contoso-for-tests'
import { siteCommands } from '@/lib/runbooks/commands'
import type { TestSite } from '@/lib/server/test-site'
import { drills } from './catalogue'
import { drillFacts } from './choose'
import type { Drill } from './drill'
import { siteTroubles } from './health'
import { healthyContoso } from './testing/healthy-contoso'
import { forgetOldAnswers, goBack, putFault, type WayBack } from './way-back'

let site: TestSite
beforeAll(async () => {
  site = await healthyContoso()
}, 60_000)
afterAll(() => site.close())

/** In a transaction, for a look at the clock as it is now. */
const troubles = () => site.inTransaction(siteTroubles)

/** Without what is no difference: serial numbers and clocks only go up, lines of a table have no order. */
async function asItIs(): Promise<unknown> {
  const { objects, ...people } = (await snapshot(site)) as { objects: { noun: string }[] }
  const kept = objects.filter(({ noun }) => noun !== 'Clock' && noun !== 'ResolverCache')
  const plain = JSON.stringify({ kept, people }, (name, value) => {
    if (name === 'serial') return 0
    if (name === 'forwards' || name === 'records')
      return (value as { id: string }[]).toSorted((a, b) => a.id.localeCompare(b.id))
    return typeof value === 'bigint' ? String(value) : value
  })
  return JSON.parse(plain)
}

function put(drill: Drill): Promise<WayBack> {
  return site.inTransaction(async (inner) => {
    const facts = await drillFacts(inner)
    if (!facts) throw new Error('The site is not described')
    expect(drill.fits(facts)).toBe(true)
    const wayBack = await putFault(await drill.fault(facts), siteCommands, inner)
    if (!wayBack.ok) throw new Error(wayBack.error.message)
    await forgetOldAnswers(siteCommands, inner)
    return JSON.parse(JSON.stringify(wayBack.value)) as WayBack
  })
}

function back(wayBack: WayBack): Promise<readonly string[]> {
  return site.inTransaction(async (inner) => {
    const refused = await goBack(wayBack, siteCommands, inner)
    await forgetOldAnswers(siteCommands, inner)
    return refused
  })
}

it('Contoso with all that the guide asks for has nothing that a check finds fault with', async () => {
  expect(await troubles()).toEqual([])
}, 30_000)

describe.each(drills)('the fault $id', (drill) => {
  it('fits Contoso, is named by the checks over the wire, and is taken back whole', async () => {
    const before = await asItIs()
    const wayBack = await put(drill)
    const found = await troubles().finally(async () => expect(await back(wayBack)).toEqual([]))
    const faults = found.flatMap(({ fault }) => fault ?? [])
    expect(
      faults.filter((fault) => drill.named.includes(fault)),
      faults.join(', '),
    ).not.toEqual([])
    const verdicts = found.flatMap(({ fault, says }) => (fault ? [] : [says]))
    if (drill.verdict) expect(verdicts.join(', ')).toMatch(drill.verdict)
    expect(await asItIs()).toEqual(before)
  }, 30_000)
})

it('After all of them nothing is left that a check finds fault with', async () => {
  expect(await troubles()).toEqual([])
}, 30_000)

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
