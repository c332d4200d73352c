import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestSite } from '@/lib/server/test-site'
import {
  counted,
  documentedLines,
  rehearseLines,
  sitesOfTheExamples,
  tellLines,
} from '../testing/documented-lines'
import type { ExchangeVersion } from '../topology/exchange-version'

/** `EXAMPLE_GROUPS=server,oab` looks at these alone, and only tells. */
const wanted = process.env.EXAMPLE_GROUPS?.split(',')
const examples = documentedLines.filter(({ group }) => !wanted || wanted.includes(group))

/** The other lines are Exchange Online's, or are written wrongly, or name what no script here can make. */
const leastBound = 590
const leastRan = 535

describe.skipIf(examples.length === 0)(
  'The documented command lines, which are not part of the project',
  () => {
    let sites: ReadonlyMap<ExchangeVersion, TestSite> = new Map()
    beforeAll(async () => {
      sites = await sitesOfTheExamples(examples)
    }, 300_000)
    afterAll(async () => {
      for (const site of sites.values()) await site.close()
    })

    it('bind, and run on a site that has the things they name', async () => {
      const results = await rehearseLines(examples, sites)
      tellLines(results)
      if (wanted) return
      const { bound, ran } = counted(results)
      expect(bound).toBeGreaterThanOrEqual(leastBound)
      expect(ran).toBeGreaterThanOrEqual(leastRan)
    }, 600_000)
  },
)
