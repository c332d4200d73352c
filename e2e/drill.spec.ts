import { chapter } from './support/chapter'
import { administrator, exampleTest, expect } from './support/example-site'
import { mend, openNetwork, row } from './support/network'
import { signIn } from './support/sign-in'

const test = exampleTest(['healthy', 'practised'])

test('A drill: a fault that nobody names is found and mended @demo', async ({ page }) => {
  test.slow()
  await signIn(page, administrator)

  await chapter(page, 'Everything works; a drill is begun', async () => {
    await page.getByRole('link', { name: 'Help', exact: true }).click()
    await page.getByRole('navigation', { name: 'Help' }).getByRole('link', { name: 'Drills' }).click()
    await page.getByRole('radio', { name: 'Easy' }).check()
    await page.getByRole('button', { name: 'Begin a drill' }).click()
  })

  await chapter(page, 'What people report, and nothing else', async () => {
    const report = page.getByRole('blockquote')
    await expect(report).toContainText('your mail server refuses the connection', { timeout: 30_000 })
    await expect(page.getByText('The site is not healthy yet')).toBeVisible({ timeout: 30_000 })
    await expect(page.getByRole('timer')).toBeVisible()
  })

  await chapter(page, 'A hint, where one is wanted', async () => {
    await page.getByText('A first hint').click()
    await expect(page.getByText('some computer answered, and nothing listens there')).toBeVisible()
  })

  await chapter(page, 'The check of the router finds it, and mends it', async () => {
    await openNetwork(page, 'Router')
    await expect(row(page, '25 (SMTP)')).toContainText('Wrong address')
    await mend(page, '25 (SMTP)', 'Correct the forward', 'Answers')
  })

  await chapter(page, 'Healthy again: what it was, and how long it took', async () => {
    await page.goto('/help/drills')
    await expect(page.getByText('All checks are in order')).toBeVisible({ timeout: 30_000 })
    await page.getByRole('button', { name: 'Check now' }).click()
    await expect(page.getByText('The site is healthy again')).toBeVisible({ timeout: 30_000 })
    await expect(page.getByRole('heading', { name: 'Port 25 led to the Essentials server' })).toBeVisible()
    await expect(page.getByText('Set-RouterForward')).toBeVisible()
  })
})
