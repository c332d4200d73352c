import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { test as base } from '@playwright/test'
import { projectRoot } from '@/lib/host/project'
import { type TestApp, testApp } from '@/lib/host/test-app'
import { readSecretKey } from '@/lib/host/web-environment'

export { expect } from '@playwright/test'

/** What can stand on the example besides the Contoso site with Exchange 2013; made in the order given. */
export type Addition =
  | 'integration'
  | 'users'
  | 'records'
  | 'script'
  | 'failed-run'
  | 'observer'
  | 'healthy'
  | 'practised'

export const password = 'quartz lantern vexing moth'
export const administrator = { email: 'admin@contoso.com', password }
export const observer = { email: 'observer@contoso.com', password }

/**
 * Tests on a dashboard that has been set up: the Contoso example, without the minute that a first visit takes. One
 * `app` for all tests of a file; `page` opens it: `page.goto('/users')`.
 */
export function exampleTest(additions: readonly Addition[] = [], env: Record<string, string> = {}) {
  return base.extend<object, { app: TestApp }>({
    app: [
      // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from it that nothing else is needed
      async ({}, use) => {
        const app = await testApp(env)
        await seed(app, additions)
        await use(app)
        await app.stop()
      },
      { scope: 'worker' },
    ],
    baseURL: ({ app }, use) => use(app.url),
  })
}

/** In a process of its own, as `npm start -- --example` does it: the server's modules read the environment. */
async function seed(app: TestApp, additions: readonly Addition[]): Promise<void> {
  const program = fileURLToPath(new URL('./seed-site.ts', import.meta.url))
  await promisify(execFile)(process.execPath, ['--import', 'tsx', program, ...additions], {
    cwd: projectRoot,
    env: {
      ...process.env,
      DATABASE_URL: app.databaseUrl,
      DATA_DIR: app.dataDir,
      SECRET_KEY: readSecretKey(app.dataDir),
      ADMIN_PASSWORD: password,
    },
  })
}
