import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { testApp } from '@/lib/host/test-app'
import { withoutCommand } from '@/lib/server/list-commands/without-command'
import { administrator, exampleTest, expect, observer } from './support/example-site'
import { signIn } from './support/sign-in'
import { administratorsPages, allAnswered, pagesFor, subjectsOf } from './support/site-pages'
import { wizard } from './support/wizard'

const test = exampleTest(['integration', 'users', 'script', 'records', 'failed-run', 'observer'])
// Some eighty states of pages, each looked at three times: more than the minute that a story has.
test.slow()

const desk = { width: 1440, height: 900 }
const phone = { width: 390, height: 844 }

/** Transitions are waited for by nobody: what axe sees is how it ends. */
test.use({ contextOptions: { reducedMotion: 'reduce' } })

interface Violation {
  readonly id: string
  readonly nodes: readonly { readonly html: string; readonly any: readonly { readonly message: string }[] }[]
}

const inWords = (violations: readonly Violation[]) =>
  violations.map(({ id, nodes }) => ({
    rule: id,
    where: nodes.map(({ html, any }) => `${html.slice(0, 160)} ${any[0]?.message ?? ''}`),
  }))

async function allViolations(page: Page) {
  // Without frames there is nothing to gather from other pages, which is what the other mode opens one for.
  const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] })
  return inWords((await axe.analyze()).violations)
}

/** By the axe that `allViolations` has brought into the page. */
async function violationsOfColour(page: Page) {
  const found = await page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: { run(options: object): Promise<{ violations: Violation[] }> }
    }
    const runOnly = ['color-contrast', 'link-in-text-block']
    return (await axe.run({ runOnly, resultTypes: ['violations'] })).violations
  })
  return inWords(found)
}

/** axe on what is shown now, in light and in dark (where only the colours differ), and as wide as a phone. */
async function expectAccessible(page: Page, what: string): Promise<void> {
  expect.soft(await allViolations(page), `${what}, light`).toEqual([])
  await page.emulateMedia({ colorScheme: 'dark' })
  expect.soft(await violationsOfColour(page), `${what}, dark`).toEqual([])
  await page.emulateMedia({ colorScheme: 'light' })
  await page.setViewportSize(phone)
  const width = await page.evaluate(() => document.scrollingElement?.scrollWidth)
  expect.soft(width, `${what} is not wider than a phone`).toBeLessThanOrEqual(phone.width)
  await page.setViewportSize(desk)
}

/** A page without “Show as command” stands in the table of those, with its reason; what is empty has nothing to show. */
async function expectCommand(page: Page, path: string): Promise<void> {
  const asFolder = (text: string) => text.replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '[id]')
  const names = [path, path.split('?')[0] ?? ''].map(asFolder)
  const reason = names.map((name) => withoutCommand[name]).find(Boolean)
  const shell = page.getByRole('main').getByRole('link', { name: 'Open in the shell' })
  const shown = await page
    .getByRole('button', { name: /^Show as command/ })
    .or(shell)
    .count()
  const lists = await page.getByRole('main').locator(':is(table, ul, ol):not(nav *)').count()
  if (reason) expect.soft(shown, `${path} shows no command: ${reason}`).toBe(0)
  else if (lists > 0) expect.soft(shown, `${path} shows its command`).toBeGreaterThan(0)
}

for (const area of ['Home, Users and Devices', 'Email and Network', 'Activity, Settings and Help'] as const)
  test(`${area} are accessible, light and dark, on a desk and on a phone`, async ({ page, app }) => {
    await signIn(page, administrator)
    for (const path of pagesFor(await subjectsOf(app))[area]) {
      await page.goto(path)
      await allAnswered(page)
      await expectCommand(page, path)
      await expectAccessible(page, path)
    }
  })

test('The pages of every wizard and form are accessible', async ({ page, app }) => {
  await signIn(page, administrator)
  for (const path of administratorsPages(await subjectsOf(app))) {
    await page.goto(path)
    await expect(page.getByRole('heading').first()).toBeVisible()
    await expectAccessible(page, path)
  }
})

test('A wizard is accessible with its errors, its review, its trial and its run', async ({ page }) => {
  await signIn(page, administrator, '/users/add')
  const adding = wizard(page, 'Add a user account')
  await adding.isAt('Name and password')
  await adding.window.getByRole('button', { name: 'Next' }).click()
  await expect(adding.window.getByText('A logon name is missing.')).toBeVisible()
  await expectAccessible(page, 'Add a user account, with errors')
  await adding.window.getByLabel('First name').fill('Grace')
  await adding.window.getByLabel('Last name').fill('Hopper')
  await adding.window.getByLabel('Password', { exact: true }).fill('Sunrise-over-7-hills')
  await adding.window.getByLabel('Confirm the password').fill('Sunrise-over-7-hills')
  for (const title of ['Access level', 'Email', 'Anywhere Access', 'Review']) {
    await adding.next(title)
    await expectAccessible(page, `Add a user account, ${title}`)
  }
  await adding.window.getByRole('button', { name: 'Try it first' }).click()
  await expect(adding.window.getByText('Every step would succeed.')).toBeVisible()
  await expectAccessible(page, 'Add a user account, tried')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(2)
  await expectAccessible(page, 'Discard what was typed')
  await page.getByRole('dialog').last().getByRole('button').first().focus()
  await page.keyboard.press('Escape')
  await adding.run('Add the account')
  await expectAccessible(page, 'Add a user account, finished')
})

test('The pages of the longer wizards are accessible', async ({ page }) => {
  await signIn(page, administrator)
  const walks = {
    '/do/describe-site': [
      'Describe the site',
      ...['Organization', 'Essentials server', 'Second server', 'Network', 'Review'],
    ],
    '/email/integrate': [
      'Set up Exchange Server integration',
      ...['Before you begin', 'Exchange Server', 'Domain and name', 'Certificate', 'Configuration', 'Review'],
    ],
  }
  for (const [path, [title = '', first = '', ...pages]] of Object.entries(walks)) {
    await page.goto(path)
    const open = wizard(page, title)
    await open.isAt(first)
    for (const heading of pages) {
      await open.next(heading)
      await expectAccessible(page, `${title}, ${heading}`)
    }
  }
})

test('Menus and dialogs are accessible', async ({ page, app }) => {
  const { goodRun } = await subjectsOf(app)
  await signIn(page, administrator, `/activity/runs/${goodRun}`)
  await page.getByRole('button', { name: 'Undo this run' }).click()
  await expect(page.getByRole('dialog', { name: 'Undo this run?' })).toBeVisible()
  await expectAccessible(page, 'Undo this run?')
  await page.getByRole('button', { name: 'Cancel' }).click()
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').fill('set')
  await expect(page.getByRole('option').first()).toBeVisible()
  await expectAccessible(page, 'Search')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: /account menu/ }).click()
  await expect(page.getByRole('button', { name: 'Sign out' })).toBeVisible()
  await expectAccessible(page, 'Account menu')
})

test('The preview of an import is accessible', async ({ page }) => {
  await signIn(page, administrator, '/users/import')
  const buffer = Buffer.from('First name,Last name,Shoe size\nAda,Lovelace,5\nFrank,Miller,7\n,,')
  await page.getByLabel('CSV file').setInputFiles({ name: 'users.csv', mimeType: 'text/csv', buffer })
  await page.getByRole('button', { name: 'Check the file' }).click()
  await expect(page.getByText('Some columns are left out')).toBeVisible()
  await expectAccessible(page, 'Import with problems')
})

test('An Observer’s pages are accessible', async ({ page, app }) => {
  await signIn(page, observer, '/')
  for (const path of ['/', '/users', '/network/provider', '/network/proxy', '/sign-in/administrators-only']) {
    await page.goto(path)
    await expectAccessible(page, `${path}, as an Observer`)
  }
  await page.goto(`/users?selected=${(await subjectsOf(app)).user}`)
  await page.getByRole('button', { name: 'Add a user account' }).hover()
  await expect(page.getByRole('tooltip').filter({ visible: true })).toBeVisible()
  await expectAccessible(page, 'The reason of a disabled task')
})

test('Signing in and the first visit are accessible, with their errors', async ({ page, app }) => {
  await page.goto('/sign-in')
  await expectAccessible(page, 'Sign in')
  await page.getByLabel('Email address').fill('nobody@contoso.com')
  await page.getByLabel('Password', { exact: true }).fill('wrong')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByText('The email address or the password is wrong.')).toBeVisible()
  await expectAccessible(page, 'Sign in, refused')
  await page.goto(`${app.url}/no-such-page`)
  await expectAccessible(page, 'Page not found')

  const empty = await testApp()
  await page.goto(`${empty.url}/first-visit`)
  await expectAccessible(page, 'First visit')
  await page.getByLabel('Setup code').fill('WRONG')
  await page.getByLabel('Your name').fill('Ann')
  await page.getByLabel('Email address').fill('ann@contoso.com')
  await page.getByLabel('Password', { exact: true }).fill('short')
  await page.getByLabel('Confirm the password').fill('short')
  await page.getByRole('button', { name: 'Create the administrator' }).click()
  await expect(page.getByText('This is not the setup code.')).toBeVisible()
  await expectAccessible(page, 'First visit, refused')
  await empty.stop()
})
