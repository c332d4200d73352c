import { ensureBrowser } from './browser'
import { ensureTestBuild } from './test-build'
import startTestPostgres from './test-postgres'

/** What every Playwright run needs; workers read it from the environment. */
export default async function setup(): Promise<() => Promise<void>> {
  process.env.CHROMIUM_PATH = ensureBrowser()
  process.env.NEXT_DIST_DIR = await ensureTestBuild()
  return startTestPostgres()
}
