import { expect, type Page } from '@playwright/test'
import type { TestApp } from '@/lib/host/test-app'

/** Through the form, as everybody; ends on the page at `path`. */
export async function signIn(
  page: Page,
  app: TestApp,
  { email, password }: { email: string; password: string },
  path = '/',
): Promise<void> {
  await page.goto(`${app.url}/sign-in?from=${encodeURIComponent(path)}`)
  await page.getByLabel('Email address').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page).toHaveURL(`${app.url}${path}`)
}
