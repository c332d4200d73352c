import { buildWhenStale, isBuilt } from './build'
import { readEnvironment } from './environment'
import { generateWhenStale } from './generate'

/**
 * The folder of a production build of this tree: the one that `npm start` serves where it is fresh. Where it
 * is not, it is left alone, as an instance may be running from it, and .next-test is built.
 */
export async function ensureTestBuild(): Promise<string> {
  const { NEXT_DIST_DIR } = readEnvironment()
  if (isBuilt(NEXT_DIST_DIR)) return NEXT_DIST_DIR
  await generateWhenStale()
  await buildWhenStale('.next-test')
  return '.next-test'
}
