import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestSite } from '@/lib/server/test-site'
import { documented } from '../reference'
import { contosoOfTheExamples } from '../testing/contoso-of-the-examples'
import { type Problem, rehearse } from '../testing/example-shell'
import type { ExchangeVersion } from '../topology/exchange-version'

interface Example {
  readonly id: string
  readonly cmdlet: string
  readonly code: string
  readonly group: string
}

const path =
  process.env.CMDLET_EXAMPLES ?? join(import.meta.dirname, '../../../../shared/data/cmdlet-examples.jsonl')
/** `EXAMPLE_GROUPS=server,oab` looks at these alone, and only tells. */
const wanted = process.env.EXAMPLE_GROUPS?.split(',')
const examples: readonly Example[] = existsSync(path)
  ? readFileSync(path, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Example)
      .filter(({ group }) => !wanted || wanted.includes(group))
  : []

/** The other lines are Exchange Online's, or are written wrongly, or name what no script here can make. */
const leastBound = 565
const leastRan = 450

/** Errors of the shell itself: the command was never asked. */
const unbound =
  /^(CommandNotFoundException|NamedParameterNotFound|PositionalParameterNotFound|AmbiguousParameter|AmbiguousParameterSet|ParameterAlreadyBound|MissingMandatoryParameter|MissingArgument|CannotConvertArgument|ParameterArgument\w+Error|InputObjectNotBound|ParserError|Incomplete\w*|Unexpected\w*|Missing\w+)$/

const isBound = (problems: readonly Problem[]) => !problems.some(({ errorId }) => unbound.test(errorId))

/** The versions that have the command, the newest and the oldest first: some lines are of one alone. */
function versionsOf({ cmdlet }: Example): readonly ExchangeVersion[] {
  const versions = documented(cmdlet)?.versions ?? ['2016']
  const tried = (['2016', '2010', '2013'] as const).filter((one) => versions.includes(one))
  return tried
}

const existing = (problems: readonly Problem[]) =>
  problems.some(({ errorId }) => /AlreadyExists|Duplicated|InUse|Conflict|ArgumentException/i.test(errorId))

/** A line that makes what is there already is tried where it is not. */
async function tried(site: TestSite, { code, cmdlet }: Example): Promise<readonly Problem[]> {
  const problems = await rehearse(site, code)
  if (!existing(problems) || !cmdlet.startsWith('New-')) return problems
  const again = await rehearse(site, `${removal(cmdlet.slice(4), code)}\n${code}`)
  return again.length < problems.length ? again : problems
}

function removal(noun: string, code: string): string {
  const [, name] = /-Name\s+("[^"]+"|'[^']+'|\S+)/i.exec(code) ?? []
  const [on = ''] = /-Server\s+\S+/i.exec(code) ?? []
  if (name) return `Remove-${noun} ${name} -Confirm:$false`
  return noun.endsWith('VirtualDirectory')
    ? `Get-${noun} ${on} | Remove-${noun} -Confirm:$false`
    : `Remove-${noun} ${on} -Confirm:$false`
}

interface Count {
  readonly lines: number
  readonly bound: number
  readonly ran: number
}

function counted(results: readonly { example: Example; problems: readonly Problem[] }[]): Count {
  return {
    lines: results.length,
    bound: results.filter(({ problems }) => isBound(problems)).length,
    ran: results.filter(({ problems }) => problems.length === 0).length,
  }
}

describe.skipIf(examples.length === 0)(
  'The documented command lines, which are not part of the project',
  () => {
    const sites = new Map<ExchangeVersion, TestSite>()
    beforeAll(async () => {
      for (const version of new Set(examples.flatMap(versionsOf))) {
        const { site, problems } = await contosoOfTheExamples(version)
        sites.set(version, site)
        for (const { statement, message } of problems)
          console.info(`${version}: ${statement}\n    ${message}`)
      }
    }, 300_000)
    afterAll(async () => {
      for (const site of sites.values()) await site.close()
    })

    it('bind, and run on a site that has the things they name', async () => {
      const results: { example: Example; problems: readonly Problem[] }[] = []
      for (const example of examples) {
        let problems: readonly Problem[] = []
        for (const version of versionsOf(example)) {
          const site = sites.get(version)
          if (site) problems = await tried(site, example)
          if (problems.length === 0) break
        }
        results.push({ example, problems })
      }
      const groups = [...new Set(examples.map(({ group }) => group))]
      const table = groups.map(
        (group) => [group, counted(results.filter((one) => one.example.group === group))] as const,
      )
      for (const { example, problems } of results)
        if (problems[0])
          console.info(
            `${example.id} [${problems[0].errorId}] ${problems[0].message}\n    ${problems[0].statement.slice(0, 200)}`,
          )
      console.table(Object.fromEntries([...table, ['all', counted(results)]]))
      if (wanted) return
      const { bound, ran } = counted(results)
      expect(bound).toBeGreaterThanOrEqual(leastBound)
      expect(ran).toBeGreaterThanOrEqual(leastRan)
    }, 600_000)
  },
)
