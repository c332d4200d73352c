import { administrator, exampleTest, expect } from './support/example-site'
import { signIn } from './support/sign-in'
import { subjectsOf } from './support/site-pages'

const test = exampleTest(['integration', 'users', 'script', 'records', 'failed-run', 'observer'])

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

test('The groups are found, and opened in the shell as Exchange lists them', async ({ page }) => {
  await signIn(page, administrator, '/users')
  await page.getByRole('navigation', { name: 'Users' }).getByRole('link', { name: 'Groups' }).click()
  await page.getByRole('searchbox', { name: 'Search groups' }).fill('salesteam@')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('status').filter({ hasText: '1 group' })).toBeVisible()
  await page.getByRole('link', { name: 'Sales team' }).click()
  await expect(page.getByRole('region', { name: 'Details of Sales team' })).toContainText('Anna Adams')
  await page.getByRole('button', { name: 'Show as command' }).click()
  const command = page.getByRole('region', { name: 'As a command' })
  await expect(command).toContainText('Get-Group -Filter \'Name -like "*salesteam@*"')
  await expect(command.getByRole('link', { name: 'Open in the shell' })).toHaveAttribute('href', /Get-Group/)
})

test('An undo tells its commands before it is done', async ({ page, app }) => {
  const { goodRun } = await subjectsOf(app)
  await signIn(page, administrator, `/activity/runs/${goodRun}`)
  await page.getByRole('button', { name: 'Undo this run' }).click()
  const dialog = page.getByRole('dialog', { name: 'Undo this run?' })
  await dialog.getByRole('button', { name: 'Show as command' }).click()
  await expect(dialog.getByRole('region', { name: 'As a command' })).toContainText('Disable-Mailbox')
  await page.keyboard.press('Escape')
  await expect(dialog).toBeVisible()
})
