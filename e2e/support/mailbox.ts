import { expect, type Page } from '@playwright/test'

/** The password of the users that `exampleTest(['users'])` makes. */
export const usersPassword = 'Pa55word for the start'

export async function signInToMailbox(page: Page, userName: string, typed = usersPassword): Promise<void> {
  await page.goto('/owa')
  await page.getByLabel('User name or email address').fill(userName)
  await page.getByLabel('Password', { exact: true }).fill(typed)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

/** Opens a message of the Inbox; it comes when the transport has brought it. */
export async function openMessage(page: Page, subject: string): Promise<void> {
  const line = page.getByRole('list', { name: 'Inbox' }).getByRole('link', { name: subject })
  await expect(async () => {
    await page.goto('/owa')
    await expect(line).toBeVisible({ timeout: 500 })
  }).toPass()
  await line.click()
  await expect(page.getByRole('heading', { name: subject, exact: true })).toBeVisible()
}

/** Writes a message and sends it. */
export async function writeMessage(
  page: Page,
  { to, subject, text }: { to: string; subject: string; text: string },
): Promise<void> {
  await page.getByRole('link', { name: 'New message' }).click()
  await page.getByLabel('To', { exact: true }).fill(to)
  await page.getByLabel('Subject').fill(subject)
  await page.getByLabel('Message', { exact: true }).fill(text)
  await page.getByRole('button', { name: 'Send' }).click()
  await expect(page.getByText('Your message is on its way.')).toBeVisible()
}
