import { expect, type Locator, type Page } from '@playwright/test'
import { wizard } from './wizard'

type Checklist = 'DNS records' | 'Router' | 'Reverse proxy' | 'Split DNS'

/** Goes to one of the Network area's views. */
export async function openNetwork(page: Page, view: Checklist | 'Domain name provider'): Promise<void> {
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
