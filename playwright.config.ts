import { defineConfig } from '@playwright/test'
import { findBrowser } from './lib/host/browser'

/** DEMO=1 is `npm run demo`: only the stories marked @demo, at a pace that can be watched, filmed (lib/host/film.ts). */
const demo = process.env.DEMO === '1'

export default defineConfig({
  testDir: 'e2e',
  outputDir: '.test/playwright',
  globalSetup: './lib/host/playwright-setup.ts',
  reporter: [['list'], ['json', { outputFile: '.test/playwright.json' }]],
  grep: demo ? /@demo/ : undefined,
  workers: demo ? 1 : 2,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  timeout: demo ? 300_000 : 60_000,
  expect: { timeout: 10_000 },
  use: {
    viewport: { width: 1440, height: 900 },
    actionTimeout: 15_000,
    // The film of pictures in a trace costs a third of the whole time; what the page was like at each step is kept.
    trace: { mode: 'retain-on-failure', screenshots: false, snapshots: true, sources: true },
    video:
      demo && process.env.DEMO_VIDEO !== 'off' ? { mode: 'on', size: { width: 1440, height: 900 } } : 'off',
    screenshot: demo ? 'on' : 'only-on-failure',
    launchOptions: {
      executablePath: findBrowser() ?? undefined,
      slowMo: demo ? 350 : 0,
      args: [
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
        // No page may reach another host than this one.
        '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1',
      ],
    },
  },
})
