import { administrator, exampleTest, expect } from './support/example-site'
import { signIn } from './support/sign-in'

const test = exampleTest(['integration', 'users'])

test('A list is taken to the shell as the command that gives it', async ({ page }) => {
  await signIn(page, administrator, '/users')
  await page.getByRole('searchbox', { name: 'Search users' }).fill("o'neil")
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/search=o/)
  await page.getByRole('button', { name: 'Show as command' }).focus()
  await page.keyboard.press('Enter')
  const command = page.getByRole('region', { name: 'As a command' })
  await expect(command).toContainText('Get-User -Filter')
  await page.keyboard.press('Escape')
  await expect(command).toBeHidden()
  await expect(page.getByRole('button', { name: 'Show as command' })).toBeFocused()
  await page.keyboard.press('Enter')
  await command.getByRole('link', { name: 'Open in the shell' }).click()
  await expect(page).toHaveURL(/\/email\/shell\?line=/)
  const line = new URL(page.url()).searchParams.get('line') ?? ''
  expect(line).toMatch(/^Get-User -Filter '.*o''''neil.*' -ResultSize 50$/)
})

test('A runbook is taken from its wizard to the shell, in a tab of its own', async ({ page }) => {
  await signIn(page, administrator, '/do/router-forward?back=/network/router')
  await page.getByLabel('Port of the router').fill('8025')
  await page.getByLabel('Address in the office').fill('192.168.0.2')
  const link = page.getByRole('link', { name: /Open in the shell/ })
  await expect(link).toHaveAttribute('href', /line=Add-RouterForward/)
  await expect(link).toHaveAttribute('target', '_blank')
})
