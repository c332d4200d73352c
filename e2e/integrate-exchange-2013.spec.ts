import { readFile } from 'node:fs/promises'
import { pfxFile } from './support/certificate'
import { chapter } from './support/chapter'
import { expect, openTab, test } from './support/dashboard'
import { administrator, createTheAdministrator, describeContoso } from './support/first-visit'
import {
  addRecord,
  configureTheProxy,
  expectDone,
  forwardThePorts,
  installArr,
  mend,
  moveTheClock,
  row,
  splitTheDns,
} from './support/network'
import { installExchange2013 } from './support/servers'
import { peopleFile, removeKeepingTheMailbox, select, userRow } from './support/users'
import { wizard } from './support/wizard'

const pfxPassword = 'Only-for-the-pfx-7'
const frankPassword = 'Copper-19-kettle'
const sharedPassword = 'Walnut-88-bridge'

test('Integrate Exchange 2013 @demo', async ({ page, app }) => {
  test.slow()
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
    await openTab(page, 'Devices')
    await expect(page.getByRole('row', { name: 'EXCH01' })).toContainText('Not joined to the domain')
  })

  const check = (name: string) =>
    integration.window.getByRole('list', { name: 'Checks' }).getByRole('listitem').filter({ hasText: name })

  await chapter(page, 'The checks before the integration fail', async () => {
    await openTab(page, 'Home')
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
  })

  await chapter(page, 'Exchange Server 2013 is installed, step by step', async () => {
    await integration.window.getByRole('button', { name: 'Cancel' }).click()
    const setup = await installExchange2013(page)
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
    const record = await addRecord(page, 'mail', '203.0.113.25')
    await record.window.getByRole('link', { name: 'Check the DNS records' }).click()
  })

  await chapter(page, 'The others at a click; old answers have to run out', async () => {
    await expect(row(page, 'mail')).toContainText('Seen in')
    await mend(page, '@ contoso.com', 'Add the record', 'Seen in')
    await mend(page, '@ SPF', 'Add the record', 'Seen in')
    await mend(page, '_autodiscover._tcp', 'Add the record', 'Seen in')
  })

  await chapter(page, 'Four hours later on the site: the DNS records are green', async () => {
    await moveTheClock(page, 'Four hours')
    await expectDone(page)
  })

  await chapter(page, 'The router forwards mail and web traffic', async () => {
    await forwardThePorts(page)
  })

  await chapter(page, 'ARR is installed, and what it stopped is started again', async () => {
    await installArr(page)
  })

  await chapter(page, 'The reverse proxy gets the same certificate', async () => {
    await configureTheProxy(page, /mail\.contoso\.com\.pfx/, pfxPassword)
  })

  await chapter(page, 'Split DNS: one name, inside and outside', async () => {
    await splitTheDns(page)
  })

  await chapter(page, 'A user with a mailbox of 2 GB', async () => {
    await openTab(page, 'Users')
    await page.getByRole('link', { name: 'Add a user account' }).first().click()
    const adding = wizard(page, 'Add a user account')
    await adding.isAt('Name and password')
    await adding.window.getByLabel('First name').fill('Frank')
    await adding.window.getByLabel('Last name').fill('Miller')
    await expect(adding.window.getByLabel('User account name')).toHaveValue('FrankM')
    await adding.window.getByLabel('Password', { exact: true }).fill(frankPassword)
    await adding.window.getByLabel('Confirm the password').fill(frankPassword)
    await adding.next('Access level')
    await adding.next('Email')
    await expect(adding.window.getByLabel('Alias')).toHaveValue('FrankM')
    await expect(adding.window.getByText('available')).toBeVisible()
    await expect(adding.window.getByRole('checkbox', { name: 'Enforce mailbox quotas' })).toBeChecked()
    await expect(adding.window.getByLabel('Maximum mailbox size')).toHaveValue('2')
    await adding.next('Anywhere Access')
    await adding.next('Review')
    await adding.run('Add the account')
    await adding.close()
  })

  await chapter(page, 'His properties show the three quotas', async () => {
    const details = await select(page, 'Frank Miller')
    await expect(details).toContainText('FrankM@contoso.com')
    await page.getByRole('link', { name: 'View the account properties' }).click()
    const properties = wizard(page, 'Account properties')
    await properties.isAt('General')
    await properties.next('Anywhere Access')
    await properties.next('Email')
    await expect(properties.window.getByLabel('Alias')).toHaveValue('FrankM')
    await expect(properties.window.getByText('as it is')).toBeVisible()
    await expect(properties.window.getByLabel('Warn at')).toHaveValue('1.9')
    await expect(properties.window.getByLabel('Prohibit send at')).toHaveValue('2')
    await expect(properties.window.getByLabel('Prohibit send and receive at')).toHaveValue('2.3')
  })

  await chapter(page, 'Twenty-five people from a file; the row with a mistake is left out', async () => {
    await wizard(page, 'Account properties').window.getByRole('button', { name: 'Cancel' }).click()
    await page.getByRole('link', { name: 'Import users from a CSV file' }).click()
    await page.getByLabel('CSV file').setInputFiles(await peopleFile())
    await page.getByLabel('Initial password').fill(sharedPassword)
    await page.getByRole('button', { name: 'Check the file' }).click()
    const mistake = page.getByRole('row').filter({ hasText: 'zoe/winter' })
    await expect(mistake).toContainText('/')
    await expect(page.getByText('1 with a problem are left out.')).toBeVisible()
  })

  await chapter(page, 'The import runs', async () => {
    await page.getByRole('button', { name: 'Import 25 users' }).click()
    await expect(page.getByRole('progressbar')).toBeVisible()
    await expect(page.getByText('Succeeded', { exact: true })).toBeVisible({ timeout: 30_000 })
    await expect(page.getByText('75 of 75 steps')).toBeVisible()
  })

  await chapter(page, 'The users, each with a mailbox', async () => {
    await openTab(page, 'Users')
    await expect(page.getByText('26 users')).toBeVisible()
    await expect(userRow(page, 'Aisha Bello')).toContainText('AishaB@contoso.com')
  })

  await chapter(page, 'One leaves; the mailbox is kept', async () => {
    await removeKeepingTheMailbox(page, 'Bruno Costa')
    await openTab(page, 'Email')
    await page.getByRole('link', { name: 'Disconnected mailboxes' }).click()
    await expect(page.getByRole('row', { name: 'Bruno Costa' })).toBeVisible()
  })

  await chapter(page, 'The integration is disabled, and its columns are gone', async () => {
    await openTab(page, 'Email')
    await page.getByRole('link', { name: 'Disable Exchange Server integration' }).click()
    const disabling = wizard(page, 'Disable Exchange Server integration')
    await disabling.isAt('What changes')
    await disabling.next('Review')
    await disabling.run('Disable the integration')
    await disabling.close()
    await openTab(page, 'Users')
    await expect(userRow(page, 'Frank Miller')).toBeVisible()
    await expect(page.getByRole('columnheader', { name: 'Email address' })).toHaveCount(0)
    await expect(page.getByRole('columnheader', { name: 'Mailbox' })).toHaveCount(0)
  })

  await chapter(page, 'Activity: every command, and no password', async () => {
    await openTab(page, 'Activity')
    await expect(page.getByRole('row', { name: 'Disable-ExchangeIntegration' })).toBeVisible()
    for (const command of ['Import-ExchangeCertificate', 'ARRConfig', 'Add-WssUser']) {
      await page.getByRole('searchbox', { name: 'Filter by command' }).fill(command)
      await expect(page.getByRole('row', { name: command }).first()).toBeVisible()
      const html = await page.content()
      for (const secret of [administrator.password, pfxPassword, frankPassword, sharedPassword])
        expect(html).not.toContain(secret)
    }
  })
})
