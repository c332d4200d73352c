import { afterAll, beforeAll, expect, it } from 'vitest'
import type { TestSite } from '@/lib/server/test-site'
import { siteTroubles } from './health'
import { healthyContoso } from './testing/healthy-contoso'

let site: TestSite
beforeAll(async () => {
  site = await healthyContoso()
}, 60_000)
afterAll(() => site?.close())

it('begins healthy', async () => {
  const t = performance.now()
  const troubles = await siteTroubles(site.site)
  console.log(performance.now() - t, JSON.stringify(troubles, null, 1))
  expect(troubles).toEqual([])
}, 60_000)
