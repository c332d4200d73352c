import { writeFile } from 'node:fs/promises'
import { expect, type Locator, type Page, test } from '@playwright/test'
import { openTab } from './dashboard'
import { wizard } from './wizard'

/** A user's line in the list. */
export function userRow(page: Page, name: string): Locator {
  return page.getByRole('row').filter({ has: page.getByRole('rowheader', { name, exact: true }) })
}

/** Selects a user and waits for the details. */
export async function select(page: Page, name: string): Promise<Locator> {
  await userRow(page, name).getByRole('link', { name }).click()
  const details = page.getByRole('region', { name: `Details of ${name}` })
  await expect(details).toBeVisible()
  return details
}

const heading = 'First name;Last name;Logon name;Quota'
const people = [
  ...['Aisha Bello', 'Bruno Costa', 'Chloé Martin', 'Daniel Novák', 'Elif Kaya', 'Farid Haddad'],
  ...['Greta Lund', 'Hiro Tanaka', 'Ines Pereira', 'Jonas Weber', 'Kavya Rao', 'Liam O’Brien'],
  ...['Mona Selim', 'Nils Berg', 'Olga Petrova', 'Paula Rossi', 'Quentin Roux', 'Rosa Méndez'],
  ...['Sven Dahl', 'Tara Singh', 'Uwe Kraft', 'Vera Horvat', 'Wanda Nowak', 'Ximena Ruiz', 'Yusuf Demir'],
]

/** 25 people as Excel saves them (semicolons, a byte order mark), and one line that cannot become a user. */
export async function peopleFile(): Promise<string> {
  const lines = people.map((name) => `${name.replace(' ', ';')};;1 GB`)
  lines.splice(12, 0, 'Zoe;Winter;zoe/winter;1 GB')
  const path = test.info().outputPath('people.csv')
  await writeFile(path, `\uFEFF${[heading, ...lines].join('\r\n')}\r\n`)
  return path
}

/** Removes a user's account; the mailbox stays, disconnected. */
export async function removeKeepingTheMailbox(page: Page, name: string): Promise<void> {
  await select(page, name)
  await page.getByRole('link', { name: 'Remove the user account' }).click()
  const removal = wizard(page, 'Remove the user account')
  await removal.isAt('What becomes of the mailbox?')
  await expect(removal.window.getByRole('radio', { name: 'Keep it, disconnected' })).toBeChecked()
  await removal.next('Review')
  await removal.run('Remove the account')
  await removal.close()
  await expect(userRow(page, name)).toHaveCount(0)
}

/** "Add a user account" with what it proposes. */
export async function addUser(page: Page, first: string, last: string, password: string): Promise<void> {
  await openTab(page, 'Users')
  await page.getByRole('link', { name: 'Add a user account' }).first().click()
  const adding = wizard(page, 'Add a user account')
  await adding.isAt('Name and password')
  await adding.window.getByLabel('First name').fill(first)
  await adding.window.getByLabel('Last name').fill(last)
  await adding.window.getByLabel('Password', { exact: true }).fill(password)
  await adding.window.getByLabel('Confirm the password').fill(password)
  for (const title of ['Access level', 'Email', 'Anywhere Access', 'Review']) await adding.next(title)
  await adding.run('Add the account')
  await adding.close()
}
