import { chapter } from './support/chapter'
import { administrator, exampleTest, expect } from './support/example-site'
import { openMessage, signInToMailbox, writeMessage } from './support/mailbox'
import { signIn } from './support/sign-in'
import { wizard } from './support/wizard'

const test = exampleTest(['integration', 'users'])
const lena = 'lena.ek@fabrikam.com'

test('A report is followed to its cause, and the second try arrives @demo', async ({
  page,
  browser,
  app,
}) => {
  test.slow()
  const frank = await (
    await browser.newContext({ baseURL: app.url, viewport: page.viewportSize() })
  ).newPage()

  await chapter(frank, 'Frank writes to somebody whose mailbox is full', async () => {
    await signInToMailbox(frank, 'FrankM')
    await writeMessage(frank, { to: lena, subject: 'Quarterly figures', text: 'Here they are.' })
  })

  await chapter(frank, 'He gets a report that says what happened', async () => {
    await openMessage(frank, 'Undeliverable: Quarterly figures')
    const text = frank.frameLocator('iframe[title="The message"]')
    await expect(text.getByText('The mailbox of the recipient is full.')).toBeVisible()
    await expect(text.getByText('552 5.2.2').first()).toBeVisible()
  })

  await chapter(page, 'The administrator follows the message', async () => {
    await signIn(page, administrator)
    await page.goto('/email/mail-flow')
    await page.getByRole('link', { name: 'Track a message' }).click()
    await page.getByLabel('Sender').fill('FrankM@contoso.com')
    await page.getByLabel('Subject contains').fill('Quarterly figures')
    await page.getByRole('button', { name: 'Search' }).click()
    await page.getByRole('row', { name: /FAIL/ }).getByRole('link', { name: 'Quarterly figures' }).click()
    await expect(page.getByText('Not delivered')).toBeVisible()
    await expect(page.getByText(`The next server refused the message for ${lena}`)).toBeVisible()
  })

  await chapter(page, 'The code is explained', async () => {
    await page.getByRole('link', { name: 'Explain 5.2.2' }).click()
    await expect(
      page
        .getByRole('main')
        .getByText(/quota|full/i)
        .first(),
    ).toBeVisible()
  })

  await chapter(page, 'Fabrikam is called: the mailbox is emptied', async () => {
    await page
      .getByRole('navigation', { name: 'Email' })
      .getByRole('link', { name: 'Neighbors', exact: true })
      .click()
    await page.getByRole('link', { name: 'Empty a mailbox' }).click()
    const emptying = wizard(page, 'Empty a mailbox of a neighbor')
    await emptying.next('Review')
    await emptying.run('Empty it')
    await emptying.close()
  })

  await chapter(frank, 'Frank sends it again, and this time it arrives', async () => {
    await writeMessage(frank, { to: lena, subject: 'Quarterly figures, again', text: 'Here they are.' })
    await expect(async () => {
      await page.goto('/email/neighbors?selected=fabrikam.com')
      await expect(page.getByText('Quarterly figures, again', { exact: true })).toBeVisible({ timeout: 500 })
    }).toPass()
  })

  await chapter(page, 'Message tracking tells the whole way', async () => {
    await page.goto('/email/tracking?subject=Quarterly+figures%2C+again')
    await page
      .getByRole('row', { name: /SEND/ })
      .getByRole('link', { name: 'Quarterly figures, again' })
      .click()
    await expect(
      page.getByText('Delivered', { exact: true }).or(page.getByText(/^Sent/)).first(),
    ).toBeVisible()
  })
})
