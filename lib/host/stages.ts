import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from './project'

/** How many tests passed and failed. */
export interface Count {
  readonly passed: number
  readonly failed: number
}

export interface Stage {
  readonly name: string
  /** False, or tests that failed, make the stage fail; what it throws does, too. */
  run(): Promise<boolean | Count>
}

/**
 * Runs stages in order, says what each took, and stops at the first that fails. The last line is
 * `N passed, N failed` over all tests; a failed stage without a failed test in it counts as one.
 * @returns the exit code
 */
export async function runStages(stages: Stage[]): Promise<number> {
  let [passed, failed] = [0, 0]
  for (const { name, run } of stages) {
    const begun = Date.now()
    console.log(`\n== ${name}`)
    const result = await run().catch((error: Error) => {
      console.error(error.name === 'HostError' ? error.message : error)
      return false
    })
    const count = typeof result === 'object' ? result : { passed: 0, failed: result ? 0 : 1 }
    passed += count.passed
    failed += count.failed
    const seconds = ((Date.now() - begun) / 1000).toFixed(1)
    console.log(`== ${name}: ${count.failed ? 'failed' : 'well'}, ${seconds} s`)
    if (count.failed === 0) continue
    console.log(`\nStopped at the stage ${name}.`)
    break
  }
  console.log(`\n${passed} passed, ${failed} failed`)
  return failed ? 1 : 0
}

/** Where the runners' JSON reports go. */
export function reportPath(runner: 'vitest' | 'playwright'): string {
  return join(projectRoot, '.test', `${runner}.json`)
}

/**
 * Runs a test runner and counts by the report that it writes. One that exits with an error although no test
 * failed (a file that cannot be loaded, a setup that throws) counts as one failure.
 */
export async function countTests(
  runner: 'vitest' | 'playwright',
  run: () => Promise<{ code: number }>,
): Promise<Count> {
  const path = reportPath(runner)
  rmSync(path, { force: true })
  const { code } = await run()
  const report = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {}
  const passed = report.numPassedTests ?? (report.stats?.expected ?? 0) + (report.stats?.flaky ?? 0)
  const failed = report.numFailedTests ?? report.stats?.unexpected ?? 0
  return { passed, failed: code !== 0 && failed === 0 ? 1 : failed }
}
