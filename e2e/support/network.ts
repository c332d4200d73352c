import { expect, type Locator, type Page } from '@playwright/test'
import { type OpenWizard, wizard } from './wizard'

type Checklist = 'DNS records' | 'Router' | 'Reverse proxy' | 'Split DNS'
type View = Checklist | 'Domain name provider' | 'Connectivity'

/** Goes to one of the Network area's views. */
export async function openNetwork(page: Page, view: View): Promise<void> {
  await page.getByRole('link', { name: 'Network', exact: true }).click()
  await page.getByRole('navigation', { name: 'Network' }).getByRole('link', { name: view }).click()
}

/** A checklist's row by its name. */
export function row(page: Page, name: string): Locator {
  return page.getByRole('row').filter({ has: page.getByRole('rowheader', { name }) })
}

/** Mends a row with its button, and waits for what the row then says. */
export async function mend(
  page: Page,
  name: string,
  button: string,
  verdict: string | RegExp,
): Promise<void> {
  await row(page, name).getByRole('button', { name: button }).click()
  await expect(row(page, name)).toContainText(verdict)
}

/** The whole list is in order. */
export async function expectDone(page: Page): Promise<void> {
  await expect(page.getByRole('main').getByText('Done', { exact: true })).toBeVisible()
}

/** "Move the clock of the site", on a page that offers it. */
export async function moveTheClock(page: Page, by: string): Promise<void> {
  await page.getByRole('link', { name: 'Move the clock of the site' }).click()
  const clock = wizard(page, 'Move the clock of the site')
  await clock.isAt('Move the clock forward')
  await clock.window.getByRole('radio', { name: by }).check()
  await clock.next('Review')
  await clock.run('Move it forward')
  await clock.close()
}

/** A host record in the form of the domain name provider, on its page; the wizard stands at its end. */
export async function addRecord(page: Page, host: string, value: string): Promise<OpenWizard> {
  await page.getByRole('link', { name: 'Add a record' }).click()
  const record = wizard(page, 'DNS record')
  await record.isAt('Record')
  await record.window.getByLabel('Host').fill(host)
  await record.window.getByLabel('Value').fill(value)
  await record.next('Review')
  await record.run('Save the record')
  return record
}

export async function forwardThePorts(page: Page): Promise<void> {
  await openNetwork(page, 'Router')
  await expect(row(page, '25 (SMTP)')).toContainText('No forward')
  for (const port of ['25 (SMTP)', '80 (HTTP)', '443 (HTTPS)'])
    await mend(page, port, 'Add the forward', 'Answers')
  await mend(page, 'Address of EXCH01', 'Reserve the address', 'Reserved')
  await expectDone(page)
}

export async function installArr(page: Page): Promise<void> {
  await openNetwork(page, 'Reverse proxy')
  await mend(page, 'Application Request Routing', 'Install ARR', 'Installed')
  await expect(row(page, 'Error about KB2589179')).toContainText('Can be ignored')
  await mend(page, 'Remote Desktop Gateway', 'Restart Remote Desktop Gateway', 'Running')
  await mend(page, 'Update KB2732764', 'Install KB2732764', 'Installed')
}

/** With the PFX that is proposed. */
export async function configureTheProxy(page: Page, pfx: RegExp, password: string): Promise<void> {
  await page.getByRole('link', { name: 'Configure the reverse proxy' }).click()
  const proxy = wizard(page, 'Configure the reverse proxy')
  await proxy.isAt('Certificate and host names')
  await expect(proxy.window.getByLabel('PFX file')).toHaveAccessibleDescription(pfx)
  await proxy.window.getByLabel('Password of the file').fill(password)
  await proxy.next('Review')
  await proxy.run('Configure it')
  await proxy.close()
  await expect(row(page, 'https://mail.contoso.com')).toContainText('Reaches EXCH01')
  await expectDone(page)
}

export async function splitTheDns(page: Page): Promise<void> {
  await openNetwork(page, 'Split DNS')
  await mend(page, 'Zone mail.contoso.com primary', 'Create the zone', 'Matches')
  await mend(page, 'Host (A), name left blank', 'Add the record', 'Matches')
  await expect(row(page, 'Asked from inside')).toContainText('192.168.0.2')
  await expect(row(page, 'Asked from outside')).toContainText('203.0.113.25')
  await expectDone(page)
}

/** Runs a test of Network > Connectivity from its list, to its last step. */
export async function testConnectivity(
  page: Page,
  title: string,
  from: 'From the Internet' | 'From inside',
): Promise<void> {
  await openNetwork(page, 'Connectivity')
  const about = page
    .getByRole('listitem')
    .filter({ has: page.getByRole('heading', { name: title, exact: true }) })
  await about.getByRole('link', { name: from }).click()
  await expect(page.getByRole('button', { name: 'Copy as text' })).toBeVisible()
}
