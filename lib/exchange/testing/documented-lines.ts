import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { TestSite } from '@/lib/server/test-site'
import { loadParser } from '@/lib/shell/language/parse/parse'
import { documented } from '../reference'
import type { ExchangeVersion } from '../topology/exchange-version'
import { contosoOfTheExamples } from './contoso-of-the-examples'
import { type Problem, rehearse } from './example-shell'

export interface Example {
  readonly id: string
  readonly cmdlet: string
  readonly code: string
  readonly group: string
}

const path =
  process.env.CMDLET_EXAMPLES ?? join(import.meta.dirname, '../../../../shared/data/cmdlet-examples.jsonl')

/** The command lines of Microsoft's documentation, where they are at hand. */
export const documentedLines: readonly Example[] = existsSync(path)
  ? readFileSync(path, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Example)
  : []

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

/** What went wrong on the version that the line is for: one where it runs, or else one where it binds. */
async function onItsVersion(
  example: Example,
  sites: ReadonlyMap<ExchangeVersion, TestSite>,
): Promise<readonly Problem[]> {
  let best: readonly Problem[] | null = null
  for (const version of versionsOf(example)) {
    const site = sites.get(version)
    const problems = site ? await tried(site, example) : []
    if (problems.length === 0) return problems
    if (best === null || (isBound(problems) && !isBound(best))) best = problems
  }
  return best ?? []
}

export interface Rehearsed {
  readonly example: Example
  readonly parsed: boolean
  readonly problems: readonly Problem[]
}

/** The Contoso of the examples in every version that they ask for; what their scripts could not make is told. */
export async function sitesOfTheExamples(
  examples: readonly Example[],
): Promise<ReadonlyMap<ExchangeVersion, TestSite>> {
  const sites = new Map<ExchangeVersion, TestSite>()
  for (const version of new Set(examples.flatMap(versionsOf))) {
    const { site, problems } = await contosoOfTheExamples(version)
    sites.set(version, site)
    for (const { statement, message } of problems) console.info(`${version}: ${statement}\n    ${message}`)
  }
  return sites
}

/** Runs each line on the version that it is for, and takes it back. */
export async function rehearseLines(
  examples: readonly Example[],
  sites: ReadonlyMap<ExchangeVersion, TestSite>,
): Promise<readonly Rehearsed[]> {
  const parse = await loadParser()
  const results: Rehearsed[] = []
  for (const example of examples)
    results.push({
      example,
      parsed: parse(example.code).ok,
      problems: await onItsVersion(example, sites),
    })
  return results
}

export interface Count {
  readonly lines: number
  readonly parsed: number
  readonly bound: number
  readonly ran: number
}

export function counted(results: readonly Rehearsed[]): Count {
  return {
    lines: results.length,
    parsed: results.filter(({ parsed }) => parsed).length,
    bound: results.filter(({ problems }) => isBound(problems)).length,
    ran: results.filter(({ problems }) => problems.length === 0).length,
  }
}

/** The lines that do not run, with their reasons, and a table of how many do, by group. */
export function tellLines(results: readonly Rehearsed[]): void {
  for (const { example, problems } of results)
    if (problems[0])
      console.info(
        `${example.id} [${problems[0].errorId}] ${problems[0].message}\n    ${problems[0].statement.slice(0, 200)}`,
      )
  const groups = [...new Set(results.map(({ example }) => example.group))]
  const table = groups.map(
    (group) => [group, counted(results.filter(({ example }) => example.group === group))] as const,
  )
  console.table(Object.fromEntries([...table, ['all', counted(results)]]))
}
