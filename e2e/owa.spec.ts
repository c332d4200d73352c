import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import AxeBuilder from '@axe-core/playwright'
import type { Browser, Page } from '@playwright/test'
import { rowsOf } from './support/database-content'
import { administrator, exampleTest, expect } from './support/example-site'
import { signIn } from './support/sign-in'

const test = exampleTest(['integration', 'users'])
const password = 'Pa55word for the start'

async function signInToMailbox(page: Page, userName: string, typed = password): Promise<void> {
  await page.goto('/owa')
  await page.getByLabel('User name or email address').fill(userName)
  await page.getByLabel('Password', { exact: true }).fill(typed)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

async function mailboxOf(browser: Browser, url: string, userName: string): Promise<Page> {
  const context = await browser.newContext({ baseURL: url })
  const page = await context.newPage()
  await signInToMailbox(page, userName)
  await expect(page.getByRole('navigation', { name: 'Folders' })).toBeVisible()
  return page
}

/** The message comes when the transport has brought it. */
async function openMessage(page: Page, subject: string): Promise<void> {
  const line = page.getByRole('list', { name: 'Inbox' }).getByRole('link', { name: subject })
  await expect(async () => {
    await page.goto('/owa')
    await expect(line).toBeVisible({ timeout: 500 })
  }).toPass()
  await line.click()
  await expect(page.getByRole('heading', { name: subject, exact: true })).toBeVisible()
}

async function expectAccessible(page: Page, what: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze()
  expect
    .soft(
      violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
      what,
    )
    .toEqual([])
}

test('Frank writes to Anna, and Anna reads it and answers', async ({ page, browser, app }) => {
  await page.goto('/owa')
  await expectAccessible(page, 'signing in')
  await signInToMailbox(page, 'FrankM')
  await expect(page.getByText('Inbox is empty')).toBeVisible()
  await page.getByRole('link', { name: 'New message' }).click()
  await page.getByLabel('To', { exact: true }).pressSequentially('ann')
  await expect(page.getByRole('option', { name: 'Anna Adams' })).toBeVisible()
  await expectAccessible(page, 'writing')
  await page.keyboard.press('Enter')
  await expect(page.getByLabel('To', { exact: true })).toHaveValue(/^Anna Adams <AnnaA@contoso\.com>; $/i)
  await page.getByLabel('Subject').fill('Lunch on Friday')
  await page.getByLabel('Message', { exact: true }).fill('At noon, as always?')
  await page
    .getByLabel('Attach files')
    .setInputFiles({ name: 'menu.txt', mimeType: 'text/plain', buffer: Buffer.from('Soup, then fish.') })
  await page.getByRole('button', { name: 'Send' }).click()
  await expect(page.getByText('Your message is on its way.')).toBeVisible()

  const anna = await mailboxOf(browser, app.url, 'AnnaA@contoso.com')
  await openMessage(anna, 'Lunch on Friday')
  await expect(anna.getByText('At noon, as always?')).toBeVisible()
  await expectAccessible(anna, 'reading')
  await anna.setViewportSize({ width: 390, height: 844 })
  await expectAccessible(anna, 'reading on a phone')
  const [download] = await Promise.all([
    anna.waitForEvent('download'),
    anna.getByRole('link', { name: 'menu.txt' }).click(),
  ])
  expect(download.suggestedFilename()).toBe('menu.txt')
  await anna.getByRole('link', { name: 'Reply', exact: true }).click()
  await expect(anna.getByLabel('Subject')).toHaveValue('RE: Lunch on Friday')
  await anna.getByRole('button', { name: 'Send' }).click()
  await expect(anna.getByText('Your message is on its way.')).toBeVisible()
  await anna.context().close()
  await openMessage(page, 'RE: Lunch on Friday')

  const [item] = await rowsOf<{ id: string }>(
    app.databaseUrl,
    `select item.id from "MailboxItem" item join "User" u on u."mailboxGuid" = item."mailboxGuid"
     where u."logonName" = 'AnnaA' and folder = 'Inbox'`,
  )
  for (const path of [
    `/owa?item=${item?.id}`,
    `/owa/compose?mode=reply&item=${item?.id}`,
    `/owa/item/${item?.id}/attachment/0`,
  ]) {
    expect((await page.request.get(path)).status(), path).toBe(404)
  }
  const copied = await page.context().cookies()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page.getByRole('heading', { name: 'Sign in to your mailbox' })).toBeVisible()
  await page.context().addCookies(copied)
  expect((await page.request.get(`/owa/item/${item?.id}/attachment/0`)).status()).toBe(401)
})

test('What Anna has not finished outlives a reload, is saved, found again, and discarded for good', async ({
  browser,
  app,
}) => {
  const anna = await mailboxOf(browser, app.url, 'AnnaA')
  await anna.getByRole('link', { name: 'New message' }).click()
  await anna.getByLabel('To', { exact: true }).fill('FrankM')
  await anna.getByLabel('Subject').fill('Plans for the garden')
  await anna.getByLabel('Message', { exact: true }).fill('Roses along the wall.')
  await anna.reload()
  await expect(anna.getByText('What you wrote here before is back.')).toBeVisible()
  await expect(anna.getByLabel('Message', { exact: true })).toHaveValue('Roses along the wall.')
  await anna.context().setOffline(true)
  await anna.getByLabel('Subject').press('Control+s')
  await expect(anna.getByText('The server did not take your message')).toBeVisible()
  await expect(anna.getByLabel('Message', { exact: true })).toHaveValue('Roses along the wall.')
  await anna.context().setOffline(false)
  // A key that is held repeats itself, and somebody may press twice.
  await anna.keyboard.down('Control')
  for (const key of ['s', 's']) await anna.keyboard.down(key)
  await anna.keyboard.up('s')
  await anna.keyboard.press('s')
  await anna.keyboard.up('Control')
  await expect(anna.getByText('Saved in Drafts.')).toBeVisible()
  await expect(anna).toHaveURL(/mode=draft&item=\d+/)

  await anna.goto('/owa?folder=Drafts&search=roses')
  const line = anna.getByRole('list', { name: 'Drafts' }).getByRole('link', { name: 'Plans for the garden' })
  await expect(line).toBeVisible()
  await expectAccessible(anna, 'a search')
  await line.press('Delete')
  await expect(anna.getByText('The message is in Deleted Items now.')).toBeVisible()
  await expectAccessible(anna, 'a note that can be undone')
  await anna.getByRole('button', { name: 'Undo' }).click()
  await expect(anna.getByText('The message is in Drafts now.')).toBeVisible()
  await expect(anna.getByRole('button', { name: 'Undo' })).toBeHidden()
  await expect(anna).toHaveURL(/search=roses/)
  await anna.getByRole('link', { name: 'Plans for the garden' }).click()
  await anna.getByRole('link', { name: 'Continue' }).click()
  await anna.getByLabel('Subject').fill('Plans for the pond')
  await anna.getByRole('button', { name: 'Discard' }).click()
  await anna.getByRole('button', { name: 'Discard it' }).click()
  await anna.getByRole('navigation', { name: 'Folders' }).getByRole('link', { name: 'Deleted Items' }).click()
  await anna.getByRole('link', { name: 'Plans for the garden' }).press('Delete')
  await anna.getByRole('button', { name: 'Empty the folder' }).click()
  await expectAccessible(anna, 'emptying a folder')
  await anna.getByRole('button', { name: 'Empty it for good' }).click()
  await expect(anna.getByText('Deleted Items is empty')).toBeVisible()
  await anna.context().close()
})

test('Without scripts a draft is saved and stays in the form, and so does what cannot be sent', async ({
  browser,
  app,
}) => {
  const context = await browser.newContext({ baseURL: app.url, javaScriptEnabled: false })
  const page = await context.newPage()
  await signInToMailbox(page, 'AnnaA')
  await page.getByRole('link', { name: 'New message' }).click()
  await page.getByLabel('To', { exact: true }).fill('FrankM')
  await page.getByLabel('Message', { exact: true }).fill('Tulips by the door.')
  await page.getByRole('button', { name: 'Save as draft' }).click()
  await expect(page.getByText('Saved in Drafts.')).toBeVisible()
  await expect(page.getByLabel('Message', { exact: true })).toHaveValue('Tulips by the door.')
  await page.getByLabel('To', { exact: true }).fill('nobody of this name')
  await page.getByRole('button', { name: 'Send' }).click()
  await expect(page.getByLabel('To', { exact: true })).toHaveValue('nobody of this name')
  await expect(page.getByLabel('Message', { exact: true })).toHaveValue('Tulips by the door.')
  await page.getByLabel('To', { exact: true }).fill('FrankM')
  await page.getByRole('button', { name: 'Send' }).click()
  await expect(page.getByText('Your message is on its way.')).toBeVisible()
  await page.goto('/owa?folder=Drafts')
  await expect(page.getByText('Drafts is empty')).toBeVisible()
  await context.close()
})

test('A wrong password opens nothing, and neither does a session of the dashboard', async ({ page }) => {
  await signInToMailbox(page, 'FrankM', 'not it')
  await expect(page.getByText('The user name or the password is wrong.')).toBeVisible()
  await signIn(page, administrator)
  await page.goto('/owa')
  await expect(page.getByRole('heading', { name: 'Sign in to your mailbox' })).toBeVisible()
  await signInToMailbox(page, 'FrankM')
  await expect(page.getByRole('navigation', { name: 'Folders' })).toBeVisible()
  await page.context().clearCookies({ name: /next-auth/ })
  await page.goto('/users')
  await expect(page).toHaveURL(/\/sign-in/)
})

test('A message with a script in it does nothing, and fetches nothing until it is allowed to', async ({
  page,
  browser,
  app,
}) => {
  await signIn(page, administrator)
  const asked: string[] = []
  const tracker = createServer((request, response) => {
    asked.push(request.url ?? '')
    response.writeHead(404).end()
  })
  await new Promise<void>((listening) => tracker.listen(0, '127.0.0.1', listening))
  const outside = `http://127.0.0.1:${(tracker.address() as AddressInfo).port}`
  const html = [
    '<script>document.getElementById("out").textContent = "ran"</script>',
    '<p id="out">nothing ran</p>',
    '<img src="x" onerror="parent.document.title = 1; document.getElementById(`out`).textContent = `ran`">',
    `<img src="${outside}/pixel.gif">`,
    `<a target="_self" href="${outside}/prize">Your prize</a>`,
    '<meta http-equiv="refresh" content="0;url=/users">',
    '<form action="/owa/sign-in"><button>Press</button></form>',
  ].join('')
  const source = `Send-MailboxMessage AnnaA -To FrankM -Subject 'Look at this' -BodyAsHtml -Body '${html}'`
  await page.request.post('/email/shell/run', { data: { shell: randomUUID(), source, columns: 80 } })

  const frank = await mailboxOf(browser, app.url, 'FrankM')
  await openMessage(frank, 'Look at this')
  const text = frank.frameLocator('iframe[title="The message"]').locator('#out')
  await expect(text).toHaveText('nothing ran')
  expect(asked).toEqual([])
  await frank.getByRole('link', { name: 'Show the pictures' }).click()
  await expect(frank).toHaveURL(/\/owa\?.*pictures=1/)
  await expect.poll(() => asked).toEqual(['/pixel.gif'])
  await expect(text).toHaveText('nothing ran')
  await frank.frameLocator('iframe[title="The message"]').getByText('Your prize').click()
  await expect(text).toBeHidden()
  expect(asked).toEqual(['/pixel.gif'])
  expect(new URL(frank.url()).pathname).toBe('/owa')
  await frank.context().close()
  tracker.close()
})
