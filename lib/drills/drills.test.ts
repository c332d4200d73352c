import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { TestSite } from '@/lib/server/test-site'
import { command, type Outcome } from '@/lib/shell'
import { drills } from './catalogue'
import { siteTroubles } from './health'
import { findRunningDrill } from './state'
import { healthyContoso, runAll } from './testing/healthy-contoso'

let site: TestSite
beforeAll(async () => {
  site = await healthyContoso()
}, 60_000)
afterAll(() => site.close())

async function run(name: string, Drill?: string): Promise<Outcome> {
  const [done] = await runAll(site, [command(name, { Drill })])
  return done ?? {}
}

/** In a transaction, for a look at the clock as it is now. */
const troubles = () => site.inTransaction(siteTroubles)
const running = async () => (await findRunningDrill(site.site))?.properties

describe.each(drills)('the drill $id', ({ id, named, verdict, lesson }) => {
  afterEach(async () => {
    if (await running()) await run('Stop-Drill')
  })

  it('begins on a site that is healthy, is named by the checks over the wire, and is taken back', async () => {
    await run('Start-Drill', id)
    // What the checks found before: also that the drill before this one is gone without a trace.
    expect((await running())?.before).toEqual([])
    const found = await troubles()
    if (process.env.SHOW) console.log(id, found.map(({ id, says }) => `${id}: ${says}`).join('\n'))
    const faults = found.flatMap(({ fault }) => fault ?? [])
    if (named.length > 0) expect(faults.filter((fault) => named.includes(fault))).not.toEqual([])
    const verdicts = found.flatMap(({ fault, says }) => (fault ? [] : [says]))
    if (verdict) expect(verdicts.join('\n')).toMatch(verdict)
    const { output, warnings } = await run('Stop-Drill')
    expect({ output, warnings }).toMatchObject({ output: [{ Drill: id, ...lesson }], warnings: [] })
  }, 30_000)
})

it('After all of them nothing is left that a check finds fault with', async () => {
  expect(await troubles()).toEqual([])
}, 30_000)
