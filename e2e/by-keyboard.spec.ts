import { pfxFile } from './support/certificate'
import { chapter } from './support/chapter'
import { expect, test } from './support/dashboard'
import { administrator } from './support/first-visit'
import { keyboardOf } from './support/keyboard'
import { expectDone, row } from './support/network'
import { peopleFile, userRow } from './support/users'
import { wizard } from './support/wizard'

const pfxPassword = 'Only-for-the-pfx-7'
const frankPassword = 'Copper-19-kettle'

test('Integrate Exchange 2013 by keyboard alone', async ({ page, app }) => {
  test.slow()
  const pfx = await pfxFile(['mail.contoso.com', 'autodiscover.contoso.com'], pfxPassword)
  const { press, tabTo, tabThrough, open, type, attach, save, goTo } = keyboardOf(page)
  const link = (name: string | RegExp) => page.getByRole('link', { name })
  const button = (name: string) => page.getByRole('button', { name, exact: true })
  const field = (name: string) => page.getByRole('textbox', { name, exact: true })
  const radio = (name: string | RegExp) => page.getByRole('radio', { name })
  const integration = wizard(page, 'Set up Exchange Server integration')

  await chapter(page, 'First visit: the fields come in the order in which they stand', async () => {
    await page.goto('/')
    await expect(page.getByRole('heading', { name: 'Welcome' })).toBeVisible()
    await type(field('Setup code'), app.setupCode)
    await tabThrough(field('Your name'))
    await page.keyboard.type(administrator.name)
    await tabThrough(field('Email address'))
    await page.keyboard.type(administrator.email)
    await tabThrough(field('Password'))
    await page.keyboard.type(administrator.password)
    await tabThrough(button('Show the password').first(), field('Confirm the password'))
    await page.keyboard.type(administrator.password)
    await press('Enter')
    await expect(page.getByRole('heading', { name: 'Describe your site' })).toBeVisible()
  })

  await chapter(page, 'A wizard: Enter is Next, Escape asks, arrows choose', async () => {
    const describing = wizard(page, 'Describe the site')
    await open(link('Use the Contoso example'))
    await describing.isAt('Organization')
    await tabThrough(field('Name of the organization'), radio('Clean setup'))
    await press('ArrowDown')
    await expect(radio('Migration')).toBeChecked()
    await press('Escape')
    await expect(button('Go on with the wizard')).toBeFocused()
    await press('Escape')
    await expect(radio('Migration')).toBeFocused()
    await press('ArrowUp')
    await expect(radio('Clean setup')).toBeChecked()
    await press('Enter')
    await describing.isAt('Essentials server')
    await tabTo(field('Computer name'))
    await press('Enter')
    await describing.isAt('Second server')
    await tabTo(field('Internet name'))
    await press('Enter')
    await describing.isAt('Network')
    await tabTo(field('Public IP addresses'))
    await press('Enter')
    await describing.isAt('Review')
    await tabThrough(button('Try it first'), button('Save as .ps1'))
    await open(button('Save the description'))
    await describing.isAt('Finished')
    await tabThrough(link('Go to Home'))
    await press('Enter')
  })

  await chapter(page, 'Home: past the tabs to the content, and on to the integration', async () => {
    await expect(page.getByRole('heading', { name: 'Home: Setup' })).toBeAttached()
    await open(link('Skip to the content'))
    await expect(page.getByRole('main')).toBeFocused()
    await open(link(/^Email service/))
    await open(link('Set up Exchange Server integration'))
    await integration.isAt('Before you begin')
  })

  await chapter(page, 'A failed check is mended where it stands, and hands the focus over', async () => {
    const checks = integration.window.getByRole('list', { name: 'Checks' })
    const check = (name: string) => checks.getByRole('listitem').filter({ hasText: name })
    await expect(check('Exchange Server is installed')).toContainText('Error')
    for (const name of ['EXCH01 is joined to the domain', 'is in the group Enterprise Admins']) {
      await expect(check(name)).toContainText('Error')
      await open(check(name).getByRole('button'))
      await expect(check(name)).toContainText('In order')
      await expect(integration.window.getByText('Checks', { exact: true })).toBeFocused()
    }
    await tabTo(button('Next'))
    await expect(button('Next')).toBeDisabled()
    await expect(button('Next')).toHaveAccessibleDescription(/A check has failed/)
    await press('Escape')
    await expect(integration.window).toBeHidden()
  })

  await chapter(page, 'Exchange Server 2013 is installed', async () => {
    const setup = wizard(page, 'Install Exchange Server')
    await goTo('Devices')
    await open(page.getByRole('row').getByRole('link', { name: 'EXCH01' }))
    await open(link('Install Exchange Server'))
    await setup.isAt('Version')
    await tabTo(radio('Exchange Server 2013'))
    await expect(radio('Exchange Server 2013')).toBeChecked()
    await press('Enter')
    await setup.isAt('Review')
    await open(button('Install it'))
    await setup.isAt('Finished')
    await open(link('Set up Exchange Server integration'))
  })

  await chapter(page, 'The integration: a wrong password is refused where it stands', async () => {
    await integration.isAt('Before you begin')
    await open(button('Next'))
    await integration.isAt('Exchange Server')
    await tabTo(radio('EXCH01'))
    await press('Enter')
    await integration.isAt('Domain and name')
    await tabThrough(field('Email domain'))
    await press('Enter')
    await integration.isAt('Certificate')
    await tabThrough(radio('A PFX file'))
    await attach(page.getByLabel('PFX file', { exact: true }), pfx)
    await expect(page.getByLabel('PFX file', { exact: true })).toHaveAccessibleDescription(/Kept as/)
    await type(field('Password of the file'), 'not this one')
    await press('Enter')
    await expect(field('Password of the file')).toHaveAttribute('aria-invalid', 'true')
    await expect(field('Password of the file')).toBeFocused()
    await type(field('Password of the file'), pfxPassword)
    await press('Enter')
    await integration.isAt('Configuration')
    await tabTo(page.getByRole('checkbox', { name: 'Send connector' }))
    await press('Space')
    await expect(page.getByRole('checkbox', { name: 'Send connector' })).not.toBeChecked()
    await press('Space')
    await press('Enter')
    await integration.isAt('Review')
  })

  await chapter(page, 'The review: tried first, saved as a script, and run', async () => {
    await open(button('Try it first'))
    await expect(integration.window.getByText('Every step would succeed.')).toBeVisible()
    await expect(button('Try it first')).toBeFocused()
    const script = await save(button('Save as .ps1'))
    expect(script).toContain('New-SendConnector')
    expect(script).not.toContain(pfxPassword)
    await open(button('Set up the integration'))
    await integration.isAt('Finished')
    await open(link('Create the DNS records'))
  })

  /** The buttons of a checklist, one after another. */
  const mendAll = async (mends: readonly (readonly [row: string, button: string, verdict: string])[]) => {
    for (const [name, label, verdict] of mends) {
      await open(row(page, name).getByRole('button', { name: label }))
      await expect(row(page, name)).toContainText(verdict)
    }
  }

  await chapter(page, 'A record in the form of the domain name provider', async () => {
    const record = wizard(page, 'DNS record')
    await expect(page.getByRole('heading', { name: 'DNS records for contoso.com' })).toBeVisible()
    await open(link('Open the domain name provider'))
    await open(link('Add a record'))
    await record.isAt('Record')
    await tabThrough(field('Host'))
    await page.keyboard.type('mail')
    await tabThrough(radio(/^A$/), field('Value'))
    await page.keyboard.type('203.0.113.25')
    await press('Enter')
    await record.isAt('Review')
    await open(button('Save the record'))
    await record.isAt('Finished')
    await open(link('Check the DNS records'))
  })

  await chapter(page, 'The other DNS records, and the clock', async () => {
    const clock = wizard(page, 'Move the clock of the site')
    await expect(row(page, 'mail')).toContainText('Seen in')
    await mendAll([
      ['@ contoso.com', 'Add the record', 'Seen in'],
      ['@ SPF', 'Add the record', 'Seen in'],
      ['_autodiscover._tcp', 'Add the record', 'Seen in'],
    ])
    await open(link('Move the clock of the site'))
    await clock.isAt('Move the clock forward')
    await tabThrough(radio('One hour'))
    await press('ArrowDown')
    await expect(radio('Four hours')).toBeChecked()
    await press('Enter')
    await clock.isAt('Review')
    await open(button('Move it forward'))
    await clock.isAt('Finished')
    await press('Escape')
    await expect(clock.window).toBeHidden()
    await expect(page.getByRole('main')).toBeFocused()
    await expectDone(page)
  })

  await chapter(page, 'Router, reverse proxy and split DNS', async () => {
    await goTo('Router')
    await mendAll([
      ['25 (SMTP)', 'Add the forward', 'Answers'],
      ['80 (HTTP)', 'Add the forward', 'Answers'],
      ['443 (HTTPS)', 'Add the forward', 'Answers'],
      ['Address of EXCH01', 'Reserve the address', 'Reserved'],
    ])
    await expectDone(page)

    await goTo('Reverse proxy')
    await mendAll([
      ['Application Request Routing', 'Install ARR', 'Installed'],
      ['Remote Desktop Gateway', 'Restart Remote Desktop Gateway', 'Running'],
      ['Update KB2732764', 'Install KB2732764', 'Installed'],
    ])
    const proxy = wizard(page, 'Configure the reverse proxy')
    await open(link('Configure the reverse proxy'))
    await proxy.isAt('Certificate and host names')
    await type(field('Password of the file'), pfxPassword)
    await press('Enter')
    await proxy.isAt('Review')
    await open(button('Configure it'))
    await proxy.isAt('Finished')
    await open(link('Check the reverse proxy'))
    await expectDone(page)

    await goTo('Split DNS')
    await mendAll([
      ['Zone mail.contoso.com primary', 'Create the zone', 'Matches'],
      ['Host (A), name left blank', 'Add the record', 'Matches'],
    ])
    await expectDone(page)
  })

  await chapter(page, 'FrankM gets an account with a mailbox of 2 GB', async () => {
    const adding = wizard(page, 'Add a user account')
    await goTo('Add a user account')
    await adding.isAt('Name and password')
    await tabThrough(field('First name'))
    await page.keyboard.type('Frank')
    await tabThrough(field('Last name'))
    await page.keyboard.type('Miller')
    await tabThrough(field('User account name'))
    await expect(field('User account name')).toHaveValue('FrankM')
    await tabThrough(field('Password'))
    await page.keyboard.type(frankPassword)
    await tabThrough(button('Show the password').first(), field('Confirm the password'))
    await page.keyboard.type(frankPassword)
    await press('Enter')
    await adding.isAt('Access level')
    await tabThrough(radio('Standard user'))
    await press('Enter')
    await adding.isAt('Email')
    await tabThrough(field('Alias'), page.getByRole('checkbox', { name: 'Enforce mailbox quotas' }))
    await tabThrough(field('Maximum mailbox size'), page.getByRole('combobox', { name: 'Unit' }))
    await press('Shift+Tab')
    await press('Enter')
    await adding.isAt('Anywhere Access')
    await tabTo(page.getByRole('checkbox', { name: 'Remote Web Access' }))
    await press('Enter')
    await adding.isAt('Review')
    await open(button('Add the account'))
    await adding.isAt('Finished')
    await open(link('See the users'))
    await expect(userRow(page, 'Frank Miller')).toContainText('FrankM@contoso.com')
  })

  await chapter(page, 'His properties show the three quotas', async () => {
    const properties = wizard(page, 'Account properties')
    const unit = page.getByRole('combobox', { name: 'Unit' })
    await open(link('Frank Miller'))
    await open(link('View the account properties'))
    await properties.isAt('General')
    await open(button('Next'))
    await properties.isAt('Anywhere Access')
    await open(button('Next'))
    await properties.isAt('Email')
    await tabTo(field('Warn at'))
    await expect(field('Warn at')).toHaveValue('1.9')
    await tabThrough(unit.nth(0), field('Prohibit send at'))
    await expect(field('Prohibit send at')).toHaveValue('2')
    await tabThrough(unit.nth(1), field('Prohibit send and receive at'))
    await expect(field('Prohibit send and receive at')).toHaveValue('2.3')
    await press('Escape')
    await expect(properties.window).toBeHidden()
  })

  await chapter(page, 'Twenty-five people from a file', async () => {
    await goTo('Import users from a CSV file')
    await attach(page.getByLabel('CSV file'), await peopleFile())
    await type(field('Initial password for rows without one'), frankPassword)
    await press('Enter')
    await expect(page.getByText('1 with a problem are left out.')).toBeVisible()
    await open(button('Import 25 users'))
    await expect(page.getByText('75 of 75 steps')).toBeVisible({ timeout: 30_000 })
  })

  await chapter(page, 'The list of users: one stop, then arrows; Enter selects', async () => {
    await goTo('Users')
    await expect(page.getByText('26 users')).toBeVisible()
    await tabTo(link('Aisha Bello'))
    await press('ArrowDown')
    await expect(link('Bruno Costa')).toBeFocused()
    await press('End')
    await expect(link('Yusuf Demir')).toBeFocused()
    await press('Home')
    await expect(link('Aisha Bello')).toBeFocused()
    await press('ArrowDown')
    await press('Enter')
    await expect(page.getByRole('region', { name: 'Details of Bruno Costa' })).toBeVisible()
    await expect(link('Bruno Costa')).toBeFocused()
  })

  await chapter(page, 'One leaves; the mailbox is kept', async () => {
    const removal = wizard(page, 'Remove the user account')
    await open(link('Remove the user account'))
    await removal.isAt('What becomes of the mailbox?')
    await tabThrough(radio('Keep it, disconnected'))
    await press('Enter')
    await removal.isAt('Review')
    await open(button('Remove the account'))
    await removal.isAt('Finished')
    await open(button('Close'))
    await expect(page.getByText('25 users')).toBeVisible()
    await goTo('Email')
    await open(link('Disconnected mailboxes'))
    await expect(page.getByRole('row', { name: 'Bruno Costa' })).toBeVisible()
  })

  await chapter(page, 'The integration is disabled', async () => {
    const disabling = wizard(page, 'Disable Exchange Server integration')
    await goTo('Email')
    await open(link('Disable Exchange Server integration'))
    await disabling.isAt('What changes')
    await open(button('Next'))
    await disabling.isAt('Review')
    await open(button('Disable the integration'))
    await disabling.isAt('Finished')
    await press('Escape')
    await expect(disabling.window).toBeHidden()
    await expect(page.getByRole('heading', { name: 'Exchange Server is not integrated' })).toBeVisible()
    await goTo('Users')
    await expect(userRow(page, 'Frank Miller')).toBeVisible()
    await expect(page.getByRole('columnheader', { name: 'Mailbox' })).toHaveCount(0)
  })

  await chapter(page, 'Activity: found by its command, and no password', async () => {
    await goTo('Activity')
    await expect(page.getByRole('row', { name: 'Disable-ExchangeIntegration' })).toBeVisible()
    for (const command of ['Import-ExchangeCertificate', 'ARRConfig', 'Add-WssUser']) {
      await type(page.getByRole('searchbox', { name: 'Filter by command' }), command)
      await expect(page.getByRole('row', { name: command }).first()).toBeVisible()
      const html = await page.content()
      for (const secret of [administrator.password, pfxPassword, frankPassword])
        expect(html).not.toContain(secret)
    }
  })
})
