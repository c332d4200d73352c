import { cpSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { extname, join } from 'node:path'
import { filmEnvironment } from './film'
import { runNode } from './processes'
import { packageProgram, projectRoot } from './project'
import { reportPath } from './stages'

interface Suite {
  suites?: Suite[]
  specs?: { title: string; tests: { results: { attachments: { name: string; path?: string }[] }[] }[] }[]
}

/**
 * `npm run demo`: the stories marked @demo, at a pace that can be watched, filmed. Films and pictures of each
 * go to demo-results/<its name>/. Further words go to Playwright: `npm run demo -- --headed`.
 */
export async function main(words: string[]): Promise<void> {
  const report = reportPath('playwright')
  rmSync(report, { force: true })
  const { code } = await runNode([packageProgram('@playwright/test', 'playwright'), 'test', ...words], {
    env: { DEMO: '1', ...filmEnvironment() },
  })
  if (existsSync(report)) collect(JSON.parse(readFileSync(report, 'utf8')) as Suite)
  process.exit(code)
}

function collect({ suites = [], specs = [] }: Suite): void {
  for (const suite of suites) collect(suite)
  for (const { title, tests } of specs) {
    const name = title.replace('@demo', '').trim().toLowerCase()
    const folder = join(projectRoot, 'demo-results', name.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, ''))
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder, { recursive: true })
    const attachments = tests.flatMap(({ results }) => results).flatMap((result) => result.attachments)
    for (const [index, { name, path }] of attachments.entries())
      if (path && existsSync(path)) cpSync(path, join(folder, `${index + 1}-${name}${extname(path)}`))
    console.log(folder)
  }
}
