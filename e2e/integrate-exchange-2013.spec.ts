import { readFile } from 'node:fs/promises'
import { pfxFile } from './support/certificate'
import { chapter } from './support/chapter'
import { expect, test } from './support/dashboard'
import { administrator, createTheAdministrator, describeContoso } from './support/first-visit'
import { expectDone, mend, moveTheClock, openNetwork, row } from './support/network'
import { peopleFile, removeKeepingTheMailbox, select, userRow } from './support/users'
import { wizard } from './support/wizard'

const pfxPassword = 'Only-for-the-pfx-7'
const frankPassword = 'Copper-19-kettle'
const sharedPassword = 'Walnut-88-bridge'

test('Integrate Exchange 2013 @demo', async ({ page, app }) => {
  const tab = (name: string) =>
    page.getByRole('navigation', { name: 'Dashboard' }).getByRole('link', { name, exact: true }).click()
  const integration = wizard(page, 'Set up Exchange Server integration')
  const pfx = await pfxFile(['mail.contoso.com', 'autodiscover.contoso.com'], pfxPassword)

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
    await tab('Devices')
    await expect(page.getByRole('row', { name: 'EXCH01' })).toContainText('Not joined to the domain')
  })

  const check = (name: string) =>
    integration.window.getByRole('list', { name: 'Checks' }).getByRole('listitem').filter({ hasText: name })

  await chapter(page, 'The checks before the integration fail', async () => {
    await tab('Home')
    await page.getByRole('link', { name: /^Email service/ }).click()
    await page.getByRole('link', { name: 'Set up Exchange Server integration' }).click()
    await integration.isAt('Before you begin')
    await expect(check('EXCH01 is joined to the domain')).toContainText('Error')
    await expect(check('is in the group Enterprise Admins')).toContainText('Error')
    await expect(check('Exchange Server is installed')).toContainText('Error')
    await expect(integration.window.getByRole('button', { name: 'Next' })).toBeDisabled()
  })

  await chapter(page, 'Each check is mended at a click', async () => {
    await check('EXCH01 is joined to the domain').getByRole('button').click()
    await expect(check('EXCH01 is joined to the domain')).toContainText('In order')
    await check('is in the group Enterprise Admins').getByRole('button').click()
    await expect(check('is in the group Enterprise Admins')).toContainText('In order')
    await integration.window.getByRole('button', { name: 'Cancel' }).click()
  })

  await chapter(page, 'Exchange Server 2013 is installed, step by step', async () => {
    await tab('Devices')
    await page.getByRole('row', { name: 'EXCH01' }).getByRole('link').click()
    await page.getByRole('link', { name: 'Install Exchange Server' }).click()
    const setup = wizard(page, 'Install Exchange Server')
    await setup.isAt('Version')
    await expect(setup.window.getByRole('radio', { name: 'Exchange Server 2013' })).toBeChecked()
    await setup.next('Review')
    await setup.run('Install it')
    await expect(setup.window.getByRole('progressbar')).toHaveAttribute('aria-valuenow', '7')
    await setup.window.getByRole('link', { name: 'Set up Exchange Server integration' }).click()
  })

  await chapter(page, 'All checks pass; a PFX with the wrong password is refused', async () => {
    await integration.isAt('Before you begin')
    await expect(integration.window.getByText('Error:')).toHaveCount(0)
    await integration.next('Exchange Server')
    await expect(integration.window.getByRole('radio', { name: 'EXCH01' })).toBeChecked()
    await integration.next('Domain and name')
    await integration.next('Certificate')
    await integration.window.getByLabel('PFX file', { exact: true }).setInputFiles(pfx)
    await expect(integration.window.getByText(/Kept as/)).toBeVisible()
    const password = integration.window.getByLabel('Password of the file')
    await password.fill('not this one')
    await integration.window.getByRole('button', { name: 'Next' }).click()
    await expect(password).toBeFocused()
    await expect(password).toHaveAccessibleDescription(/password/)
  })

  await chapter(page, 'The runbook, as PowerShell, before anything runs', async () => {
    await integration.window.getByLabel('Password of the file').fill(pfxPassword)
    await integration.next('Configuration')
    await integration.next('Review')
    await expect(integration.window.getByText('New-SendConnector').first()).toBeVisible()
  })

  await chapter(page, 'Try it first: run and rolled back', async () => {
    await integration.window.getByRole('button', { name: 'Try it first' }).click()
    await expect(integration.window.getByText('Every step would succeed.')).toBeVisible()
  })

  await chapter(page, 'Saved as a script, without the password', async () => {
    const downloading = page.waitForEvent('download')
    await integration.window.getByRole('button', { name: 'Save as .ps1' }).click()
    const script = await readFile(await (await downloading).path(), 'utf8')
    for (const name of ['Import-ExchangeCertificate', 'New-EmailAddressPolicy', 'New-SendConnector'])
      expect(script).toContain(name)
    expect(script).toContain('Read-Host')
    expect(script).not.toContain(pfxPassword)
  })

  await chapter(page, 'The integration runs', async () => {
    await integration.run('Set up the integration')
    await integration.window.getByRole('link', { name: 'Create the DNS records' }).click()
  })

  await chapter(page, 'DNS records: nothing is there yet', async () => {
    await expect(row(page, 'mail')).toContainText('Not found yet')
    await expect(row(page, '_autodiscover._tcp')).toContainText('Not found yet')
  })

  await chapter(page, 'A record in the form of the domain name provider', async () => {
    await page.getByRole('link', { name: 'Open the domain name provider' }).click()
    await page.getByRole('link', { name: 'Add a record' }).click()
    const record = wizard(page, 'DNS record')
    await record.isAt('Record')
    await record.window.getByLabel('Host').fill('mail')
    await record.window.getByLabel('Value').fill('203.0.113.25')
    await record.next('Review')
    await record.run('Save the record')
    await record.window.getByRole('link', { name: 'Check the DNS records' }).click()
  })

  await chapter(page, 'The others at a click; old answers have to run out', async () => {
    await expect(row(page, 'mail')).toContainText('Seen in')
    await mend(page, 'contoso.com MX', 'Add the record', 'Seen in')
    await mend(page, 'contoso.com SPF', 'Add the record', 'Seen in')
    await mend(page, '_autodiscover._tcp', 'Add the record', 'Seen in')
  })

  await chapter(page, 'Four hours later on the site: the DNS records are green', async () => {
    await moveTheClock(page, 'Four hours')
    await expectDone(page)
  })

  await chapter(page, 'Router', async () => {
    await openNetwork(page, 'Router')
    await expect(page.getByRole('heading', { name: 'Router', level: 1 })).toBeVisible()
    await page.screenshot({ path: '/tmp/shots/e2e1-router.png' })
    console.log(await page.getByRole('main').innerText())
    await openNetwork(page, 'Reverse proxy')
    await expect(page.getByRole('heading', { name: 'Reverse proxy', level: 1 })).toBeVisible()
    console.log(await page.getByRole('main').innerText())
  })
  expect(
    administrator && expectDone && mend && peopleFile && removeKeepingTheMailbox && select && userRow && frankPassword && sharedPassword,
  ).toBeTruthy()
})
