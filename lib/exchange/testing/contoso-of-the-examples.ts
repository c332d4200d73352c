import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { TestSite } from '@/lib/server/test-site'
import { contoso } from '../contoso-for-tests'
import type { ExchangeVersion } from '../topology/exchange-version'
import { addExampleCertificates } from './example-certificates'
import { addExampleServers } from './example-servers'
import { type Problem, runScript } from './example-shell'

const folder = join(import.meta.dirname, 'examples')

/**
 * A Contoso that has the things that the documented command lines name: its servers, and what the scripts in
 * `examples/` make, one after the other by name. What in them fails is told, for a version may lack a command.
 */
export async function contosoOfTheExamples(
  version: ExchangeVersion,
): Promise<{ readonly site: TestSite; readonly problems: readonly Problem[] }> {
  const site = await contoso(version)
  await addExampleServers(site, version)
  await addExampleCertificates(site)
  const problems: Problem[] = []
  for (const name of readdirSync(folder)
    .filter((one) => one.endsWith('.ps1'))
    .toSorted())
    for (const line of readFileSync(join(folder, name), 'utf8').split('\n')) {
      if (line.trim() === '' || line.startsWith('#')) continue
      problems.push(...(await site.inTransaction((inside) => runScript(inside, line))))
    }
  return { site, problems }
}
