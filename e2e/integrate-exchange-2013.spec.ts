import { readFile } from 'node:fs/promises'
import { pfxFile } from './support/certificate'
import { chapter } from './support/chapter'
import { expect, test } from './support/dashboard'
import { administrator, createTheAdministrator, describeContoso } from './support/first-visit'
import { wizard } from './support/wizard'

const pfxPassword = 'Only-for-the-pfx-7'

test('Integrate Exchange 2013 @demo', async ({ page, app }) => {
  await chapter(page, 'The first visitor creates the administrator', async () => {
    await createTheAdministrator(page, app.setupCode)
  })

  await chapter(page, 'The site is described: the Contoso example', async () => {
    await describeContoso(page)
    const tasks = page.getByRole('list', { name: 'Tasks' }).getByRole('link')
    await expect(tasks.first()).toContainText('Join the second server')
    await expect(tasks.first()).toContainText('Required')
  })

  await chapter(page, 'Devices: the second server is not in the domain', async () => {
    await page.getByRole('link', { name: 'Devices', exact: true }).click()
    await expect(page.getByRole('row', { name: 'EXCH01' })).toContainText('Not joined to the domain')
  })

  await chapter(page, 'The checks before the integration fail, and are mended', async () => {
    await page.getByRole('link', { name: 'Home', exact: true }).click()
    await page.getByRole('link', { name: /^Email service/ }).click()
    await page.getByRole('link', { name: 'Set up Exchange Server integration' }).click()
    const integration = wizard(page, 'Set up Exchange Server integration')
    await integration.isAt('Before you begin')
    await page.screenshot({ path: '/tmp/shots/e2e1-a.png' })
  })
})
