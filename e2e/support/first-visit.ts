import { expect, type Page } from '@playwright/test'
import { wizard } from './wizard'

export const administrator = {
  name: 'Ann Lindqvist',
  email: 'admin@contoso.com',
  password: 'Lantern-42-harbour',
}

/** The first visitor, with the code from the terminal, makes the administrator and is signed in. */
export async function createTheAdministrator(page: Page, setupCode: string): Promise<void> {
  await page.goto('/')
  await expect(page.getByRole('heading', { name: 'Welcome' })).toBeVisible()
  await page.getByLabel('Setup code').fill(setupCode)
  await page.getByLabel('Your name').fill(administrator.name)
  await page.getByLabel('Email address').fill(administrator.email)
  await page.getByLabel('Password', { exact: true }).fill(administrator.password)
  await page.getByLabel('Confirm the password').fill(administrator.password)
  await page.getByRole('button', { name: 'Create the administrator' }).click()
  await expect(page.getByRole('heading', { name: 'Describe your site' })).toBeVisible()
}

/** "Use the Contoso example", through the wizard that it fills in, to Home. */
export async function describeContoso(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Use the Contoso example' }).click()
  const describing = wizard(page, 'Describe the site')
  await describing.isAt('Organization')
  await expect(describing.window.getByLabel('Internet domain name')).toHaveValue('contoso.com')
  await describing.next('Essentials server')
  await describing.next('Second server')
  await expect(describing.window.getByLabel('Internet name')).toHaveValue('mail.contoso.com')
  await describing.next('Network')
  await describing.next('Review')
  await describing.run('Save the description')
  await describing.window.getByRole('link', { name: 'Go to Home' }).click()
  await expect(page.getByRole('heading', { name: 'Home: Setup' })).toBeAttached()
}
