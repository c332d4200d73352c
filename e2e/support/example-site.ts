import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { projectRoot } from '@/lib/host/project'
import { type TestApp, testApp } from '@/lib/host/test-app'
import { readSecretKey } from '@/lib/host/web-environment'

/** What stands in the example besides the Contoso site with Exchange 2013: in this order. */
export type Addition = 'integration' | 'users' | 'failed-run' | 'observer'

export const password = 'quartz lantern vexing moth'
export const administrator = { email: 'admin@contoso.com', password }
export const observer = { email: 'observer@contoso.com', password }

/** A dashboard that has been set up already: the Contoso example, without the minute that the first visit takes. */
export async function exampleSite(
  additions: readonly Addition[] = [],
  env: Record<string, string> = {},
): Promise<TestApp> {
  const app = await testApp(env)
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
  return app
}
