import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { healthyContoso } from '@/lib/drills/testing/healthy-contoso'
import type { TestSite } from '@/lib/server/test-site'
import { analyses, analyze, examinedSite, printSteps } from '.'

let site: TestSite
beforeAll(async () => {
  site = await healthyContoso()
}, 120_000)
afterAll(() => site?.close())

describe('a healthy site over the wire', () => {
  it.each(
    analyses.flatMap((analysis) => analysis.from.map((from) => [analysis.id, from, analysis] as const)),
  )('%s from %s', async (_, from, analysis) => {
    const examined = await examinedSite(site.site)
    if (!examined) throw new Error('no site')
    const t = performance.now()
    const steps = await analyze(analysis, examined, from)
    console.log(`${performance.now() - t} ms\n` + printSteps(`${analysis.title} ${from}`, steps))
    expect(steps.filter(({ state }) => state === 'fail' || state === 'warn').map((s) => s.title)).toEqual([])
  })
})
