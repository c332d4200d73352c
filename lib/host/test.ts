import { ensureBrowser } from './browser'
import { checkStages } from './check'
import { runNode } from './processes'
import { packageProgram } from './project'
import { countTests, runStages } from './stages'
import { ensureTestBuild } from './test-build'

/** `npm test`: the check, the production build, and the stories in a browser. It can run beside `npm start`. */
export async function main(words: string[]): Promise<void> {
  const playwright = [packageProgram('@playwright/test', 'playwright'), 'test', ...words]
  const code = await runStages([
    ...checkStages,
    { name: 'build', run: () => ensureTestBuild().then(() => true) },
    { name: 'browser', run: async () => Boolean(ensureBrowser()) },
    { name: 'playwright', run: () => countTests('playwright', () => runNode(playwright)) },
  ])
  process.exit(code)
}
