import { test as base, type Page } from '@playwright/test'
import { type TestApp, testApp } from '@/lib/host/test-app'

export { expect } from '@playwright/test'

/** `app` is a dashboard of the story's own on an empty database; `page` opens it: `page.goto('/users')`. */
export const test = base.extend<{ app: TestApp }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from it that nothing else is needed
  app: async ({}, use) => {
    const app = await testApp()
    await use(app)
    await app.stop()
  },
  baseURL: ({ app }, use) => use(app.url),
})

/** One of the tabs at the top. */
export async function openTab(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Dashboard' }).getByRole('link', { name, exact: true }).click()
}
