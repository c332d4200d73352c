import { pfxFile } from './support/certificate'
import { chapter } from './support/chapter'
import { expect, test } from './support/dashboard'
import { createTheAdministrator } from './support/first-visit'
import { wizard } from './support/wizard'

const pfxPassword = 'Only-for-the-pfx-7'

test('Migrate from Small Business Server to Exchange 2010 @demo', async ({ page, app }) => {
  test.slow()
  const task = (title: string) => page.getByRole('list', { name: 'Tasks' }).getByRole('link', { name: title })
  const home = () => page.getByRole('link', { name: 'Home', exact: true }).click()

  await chapter(page, 'The site is a migration, on Windows Server 2008 R2', async () => {
    await createTheAdministrator(page, app.setupCode)
    await page.getByRole('link', { name: 'Use the Contoso example' }).click()
    const describing = wizard(page, 'Describe the site')
    await describing.isAt('Organization')
    await describing.window.getByRole('radio', { name: /^Migration from Windows Small Business/ }).check()
    await describing.next('Essentials server')
    await describing.next('Second server')
    await describing.window.getByRole('radio', { name: 'Windows Server 2008 R2' }).check()
    await describing.next('Network')
    await describing.next('Review')
    await expect(describing.window.getByText("-Scenario 'migration'")).toBeVisible()
    await describing.run('Save the description')
    await describing.window.getByRole('link', { name: 'Go to Home' }).click()
  })

  await chapter(page, 'Setup says what a migration requires', async () => {
    for (const [title, requirement] of [
      ['Configure the network router', 'recommended'],
      ['Configure split DNS', 'recommended'],
      ['Configure the reverse proxy (ARR)', 'required'],
      ['Integrate your Exchange Server', 'required'],
    ] as const) {
      await task(title).click()
      const pane = page.getByRole('article').filter({ has: page.getByRole('heading', { name: title }) })
      await expect(pane).toContainText(`This task is ${requirement}.`)
    }
  })

  await chapter(page, 'The second server joins, and gets Exchange 2010', async () => {
    await task('Join the second server').click()
    await page
      .getByRole('main')
      .getByRole('link', { name: 'Join the second server', exact: true })
      .last()
      .click()
    const joining = wizard(page, 'Join the second server')
    await joining.next('Review')
    await joining.run('Join it to the domain')
    await joining.close()
    await task('Install Exchange Server').click()
    await page
      .getByRole('main')
      .getByRole('link', { name: 'Install Exchange Server', exact: true })
      .last()
      .click()
    const installing = wizard(page, 'Install Exchange Server')
    await installing.window.getByRole('radio', { name: /^Exchange Server 2010/ }).check()
    await expect(installing.window.getByRole('radio', { name: /^Exchange Server 2016/ })).toBeDisabled()
    await installing.next('Review')
    await installing.run('Install it')
    await installing.close()
  })

  const integration = wizard(page, 'Set up Exchange Server integration')
  await chapter(page, 'The old Exchange has to go first', async () => {
    await home()
    await task('Integrate your Exchange Server').click()
    await page.getByRole('link', { name: 'Set up Exchange Server integration' }).click()
    const old = integration.window
      .getByRole('listitem')
      .filter({ hasText: 'The old Exchange Server of the source server is uninstalled' })
    await expect(old).toContainText('move the mailboxes and uninstall the old Exchange first')
    await expect(old).toContainText('Remove-SourceExchange')
    await expect(integration.window.getByRole('button', { name: 'Next' })).toHaveAttribute(
      'aria-disabled',
      'true',
    )
    await old.getByRole('button', { name: 'Uninstall the old Exchange Server' }).click()
    await expect(old.getByRole('button')).toHaveCount(0)
  })

  await chapter(page, 'Exchange 2010 is integrated, with Enable-OutlookAnywhere', async () => {
    await integration.next('Exchange Server')
    await expect(integration.window.getByRole('radio', { name: /Exchange Server 2010/ })).toBeChecked()
    await integration.next('Domain and name')
    await integration.next('Certificate')
    await integration.window
      .getByLabel('PFX file', { exact: true })
      .setInputFiles(await pfxFile(['mail.contoso.com'], pfxPassword))
    await expect(integration.window.getByText(/Kept as/)).toBeVisible()
    await integration.window.getByLabel('Password of the file').fill(pfxPassword)
    await integration.next('Configuration')
    await integration.next('Review')
    const runbook = integration.window.getByText(/Enable-OutlookAnywhere -ClientAuthenticationMethod 'Basic'/)
    await expect(runbook).toBeVisible()
    await expect(integration.window.getByText(/Set-OutlookAnywhere/)).toHaveCount(0)
    await integration.run('Set up the integration')
    await integration.close()
    await page.goto('/email/access')
    const outlook = page.getByRole('table', { name: 'Outlook Anywhere' })
    await expect(outlook.getByRole('row').filter({ hasText: 'mail.contoso.com' })).toContainText('Off')
  })

  await chapter(page, 'ARRConfig is told the target server', async () => {
    await page.goto('/network/proxy')
    await page.getByRole('button', { name: 'Install ARR' }).click()
    await page.getByRole('button', { name: 'Restart Remote Desktop Gateway' }).click()
    await page.getByRole('button', { name: 'Install KB2732764' }).click()
    await expect(page.getByRole('row', { name: 'Update KB2732764' })).toContainText('Installed')
    await page.getByRole('link', { name: 'Configure the reverse proxy' }).click()
    const configuring = wizard(page, 'Configure the reverse proxy')
    await configuring.window.getByLabel('Password of the file').fill(pfxPassword)
    await configuring.next('Review')
    await expect(configuring.window.getByText("-targetserver 'EXCH01'")).toBeVisible()
    await configuring.run('Configure it')
    await configuring.close()
    const row = page.getByRole('row', { name: /^ARRConfig/ })
    await expect(row).toContainText('-hostnames mail.contoso.com -targetserver EXCH01')
    await expect(row).toContainText('mail.contoso.com to EXCH01')
  })
})
