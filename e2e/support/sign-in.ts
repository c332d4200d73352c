import { expect, type Page } from '@playwright/test'

/** Through the form, as everybody does; ends on the page at `path`. */
export async function signIn(
  page: Page,
  { email, password }: { email: string; password: string },
  path = '/',
): Promise<void> {
  await page.goto(`/sign-in?from=${encodeURIComponent(path)}`)
  await page.getByLabel('Email address').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page).toHaveURL(path)
}
