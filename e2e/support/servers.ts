import { expect, type Page } from '@playwright/test'
import { openTab } from './dashboard'
import { type OpenWizard, wizard } from './wizard'

/** On the second server, from Devices; the wizard stands at its end. */
export async function installExchange2013(page: Page): Promise<OpenWizard> {
  await openTab(page, 'Devices')
  await page.getByRole('row', { name: 'EXCH01' }).getByRole('link').click()
  await page.getByRole('link', { name: 'Install Exchange Server' }).click()
  const setup = wizard(page, 'Install Exchange Server')
  await setup.isAt('Version')
  await expect(setup.window.getByRole('radio', { name: 'Exchange Server 2013' })).toBeChecked()
  await setup.next('Review')
  await setup.run('Install it')
  return setup
}
