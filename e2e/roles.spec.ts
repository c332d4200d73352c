import { randomUUID } from 'node:crypto'
import type { APIRequestContext } from '@playwright/test'
import { viewOnlyReason } from '@/components/frame/view-only'
import { databaseContent, rowsOf } from './support/database-content'
import { administrator, exampleTest, expect, observer, password } from './support/example-site'
import { type Argument, callAction, type ServerAction, serverActions } from './support/server-actions'
import { signIn } from './support/sign-in'
import { administratorsPages, allAnswered, pagesFor, type Subjects, subjectsOf } from './support/site-pages'

const test = exampleTest(['integration', 'users', 'script', 'records', 'failed-run', 'observer'])

/** What stands on the site and nobody without a session may read. */
const secrets = /Frank|EXCH01|contoso\.local|NoSuchService/
/** Buttons that read, copy or print, and those of one's own account. */
const harmless =
  /^(Copy|Check again|Print|Save as|Show the password|Light|Dark|As the computer|Apply|Sign out|Change (name|the name|password|the password)|Save|Show as command|Explain|Open in the shell|Search|Show|\d+ steps)/

test.describe('an Observer', () => {
  test('sees every page, and every button that changes something is off and says why', async ({
    page,
    app,
  }) => {
    // Some forty pages, each until the network has answered all that it asks.
    test.slow()
    await signIn(page, observer)
    const subjects = await subjectsOf(app)
    for (const path of Object.values(pagesFor(subjects)).flat()) {
      await page.goto(path)
      const main = page.getByRole('main')
      await expect(main.getByRole('heading').first(), path).toBeAttached()
      await allAnswered(page)
      const names = await main.locator('button:not([aria-disabled="true"])').allInnerTexts()
      expect(
        names.filter((name) => name.trim() && !harmless.test(name.trim())),
        `${path}: buttons that are on`,
      ).toEqual([])
      const ways = main.locator(
        administratorsPages(subjects)
          .map((href) => `a[href^="${href.split('?')[0]}"]`)
          .join(),
      )
      expect(await ways.allInnerTexts(), `${path}: links to what only administrators may open`).toEqual([])
      for (const off of await main.locator('[aria-disabled="true"]').all())
        await expect(off, `${path}: ${await off.innerText()}`).toHaveAccessibleDescription(viewOnlyReason)
    }
  })

  test('is told on the pages for administrators what they are', async ({ page, app }) => {
    await signIn(page, observer)
    for (const path of administratorsPages(await subjectsOf(app))) {
      await page.goto(path)
      await expect(page.getByRole('heading', { name: 'This page is for administrators' })).toBeVisible()
    }
  })
})

/** How each action is called so that it would do something, were it allowed. */
interface Call {
  readonly args: readonly Argument[]
  /** Who else may call it: `everybody` without a session too, `observers` because it only reads, or for oneself. */
  readonly for?: 'everybody' | 'observers' | 'oneself'
  /** Called by an administrator, it changes the database. */
  readonly changes?: true
}

function form(fields: Readonly<Record<string, string | File>>): FormData {
  const data = new FormData()
  for (const [name, value] of Object.entries(fields)) data.append(name, value)
  return data
}
const csv = new File(['First name,Last name\nMallory,Intruder'], 'users.csv', { type: 'text/csv' })
const importForm = () => form({ file: csv, initialPassword: 'Sunrise-over-7-hills', key: 'called-directly' })

/** In an order in which an administrator can call them one after another. */
function calls({ observer: other, record, goodRun, failedRun }: Subjects): Record<string, Call> {
  const clock = ['', 'advance-clock', { seconds: '3600' }] as const
  return {
    // First: there has to be somebody who sends it.
    'codes/produceCodeAction': { args: [form({ code: '5.1.1' })], changes: true },
    'do/previewAction': { args: clock },
    'do/startAction': { args: [...clock, 'called-directly'], changes: true },
    'do/scriptAction': { args: clock, for: 'observers' },
    'do/probeAction': { args: ['', 'add-user', 'alias', 'FrankM', {}], for: 'observers' },
    'do/repairAction': { args: ['', 'integrate', 'enterprise-admins'] },
    'do/uploadAction': { args: [form({ file: csv })], changes: true },
    'do/runScriptAction': { args: [goodRun], for: 'observers' },
    'do/retryAction': { args: [failedRun], changes: true },
    'do/againAction': { args: [failedRun], changes: true },
    'do/undoAction': { args: [goodRun], changes: true },
    'network/checkAgainAction': { args: [form({ checklist: 'router' })], for: 'observers' },
    'network/skipTaskAction': { args: [form({ task: 'split-dns' })], changes: true },
    'network/repairRowAction': {
      args: [form({ checklist: 'reverse-proxy', row: 'arr' })],
      changes: true,
    },
    'network/repairAlertAction': { args: [form({ alert: 'remote-desktop-gateway' })] },
    'network/removeAction': {
      args: [form({ kind: 'record', id: record, zone: 'contoso.com' })],
      changes: true,
    },
    'logs/switchLoggingAction': {
      args: [form({ id: 'receive:EXCH01\\Default Frontend EXCH01', verbose: 'true' })],
      changes: true,
    },
    'drills/startDrillAction': { args: [form({ level: 'Easy' })] },
    'drills/checkDrillAction': { args: [form({})] },
    'drills/stopDrillAction': { args: [form({})] },
    'codes/explainAction': { args: [null, form({ text: '550 5.1.1 not found' })], for: 'observers' },
    'send-test/startSessionAction': { args: ['192.168.0.3', 25, 'inside'] },
    'send-test/sayAction': { args: ['called-directly', 'NOOP'] },
    'connectivity/signInTestAction': {
      args: [null, form({ test: 'active-sync', from: 'internet', address: 'frank@contoso.com', password })],
    },
    'shell/listScripts': { args: [], for: 'observers' },
    'shell/describe': { args: ['param($Name)'] },
    'shell/saveScript': { args: ['C:\\Scripts\\mallory.ps1', 'Get-Mailbox'], changes: true },
    'shell/readScript': { args: ['C:\\Scripts\\mallory.ps1'] },
    'shell/removeScript': { args: ['C:\\Scripts\\mallory.ps1'], changes: true },
    'settings/themeAction': { args: [form({ theme: 'dark' })], for: 'everybody' },
    'import/planAction': { args: [null, importForm()] },
    'import/importAction': { args: [null, importForm()], changes: true },
    'people/inviteAction': {
      args: [null, form({ email: 'mallory@contoso.com', name: 'Mallory', role: 'Administrator' })],
      changes: true,
    },
    'people/changeRoleAction': {
      args: [null, form({ id: other, role: 'Administrator' })],
      changes: true,
    },
    'people/resetPasswordAction': { args: [null, form({ id: other })], changes: true },
    'people/removeAction': { args: [null, form({ id: other })], changes: true },
    'account/changeNameAction': {
      args: [null, form({ name: 'Somebody Else' })],
      for: 'oneself',
      changes: true,
    },
    'account/changePasswordAction': {
      args: [null, form({ current: password, next: 'another quartz lantern moth' })],
      for: 'oneself',
      changes: true,
    },
    'account/endSessionAction': { args: [form({ sessionId: other })], for: 'oneself' },
    'sign-in/signInAction': {
      args: [{ email: '', error: '' }, form({ email: 'nobody@contoso.com', password: 'wrong' })],
      for: 'everybody',
    },
    'first-visit/firstAdministratorAction': {
      args: [
        null,
        form({ code: 'WRONG', email: 'm@contoso.com', name: 'M', password, confirmation: password }),
      ],
      for: 'everybody',
    },
    // Outlook Web App knows the users of the site alone: whoever is signed in here is nobody there.
    'owa/signInToMailboxAction': {
      args: [{ userName: '', error: null }, form({ userName: 'nobody', password: 'wrong' })],
      for: 'everybody',
    },
    'owa/changeItemsAction': { args: [form({ folder: 'Inbox', op: 'empty' })], for: 'everybody' },
    'owa/composeAction': {
      args: [
        { mode: 'new', source: '', error: null },
        // Without scripts the form gets back what was typed: what is typed here is nobody's secret.
        form({ op: 'send', to: 'AnnaA', subject: 'Called directly', body: '' }),
      ],
      for: 'everybody',
    },
    'owa/signOutOfMailboxAction': { args: [], for: 'everybody' },
    'account/signOutEverywhereAction': { args: [], for: 'oneself' },
    'sign-in/signOutAction': { args: [], for: 'oneself' },
  }
}

/** Actions that answer; the others are those of plain forms, after which the page is made anew. */
const answers = /^(do|import|people|connectivity|shell)\/|^account\/change|^codes\/explain/

/** Every action of the build with its call. */
function everyAction(subjects: Subjects): readonly (ServerAction & { call: Call })[] {
  const known = calls(subjects)
  const actions = new Map(serverActions().map((action) => [action.name, action]))
  expect([...actions.keys()].toSorted(), 'actions that this test knows how to call').toEqual(
    Object.keys(known).toSorted(),
  )
  return Object.entries(known).map(([name, call]) => ({ ...(actions.get(name) as ServerAction), call }))
}

const perform = (
  request: APIRequestContext,
  { call, ...action }: ServerAction & { call: Call },
  headers = {},
) => callAction(request, action, call.args, headers)

test('An Observer who calls every action directly is refused, and nothing changes', async ({ page, app }) => {
  await signIn(page, observer)
  const actions = everyAction(await subjectsOf(app)).filter(({ call }) => call.for !== 'oneself')
  const before = await databaseContent(app.databaseUrl)
  for (const action of actions) {
    const { status, text, returned } = await perform(page.request, action)
    expect.soft(status, `${action.name}: ${text}`).toBeLessThan(500)
    if (answers.test(action.name) && !action.call.for)
      expect.soft(returned, action.name).toContain('ObserverCannotChange')
    expect.soft(await databaseContent(app.databaseUrl), action.name).toEqual(before)
  }
})

test('Whoever has no session is refused by every action, learns nothing, and nothing changes', async ({
  playwright,
  app,
}) => {
  const request = await playwright.request.newContext({ baseURL: app.url })
  const before = await databaseContent(app.databaseUrl)
  for (const action of everyAction(await subjectsOf(app))) {
    const { status, text, returned } = await perform(request, action)
    expect.soft(status, `${action.name}: ${text}`).toBeLessThan(500)
    if (answers.test(action.name))
      expect.soft(returned, action.name).toMatch(/NotSignedIn|You are not signed in any more/)
    expect.soft(text, action.name).not.toMatch(secrets)
    expect.soft(await databaseContent(app.databaseUrl), action.name).toEqual(before)
  }
  await request.dispose()
})

/** What the shell's addresses take; an administrator could run commands with it. */
const shellCalls = (shell: string) => ({
  run: { shell, source: 'New-AcceptedDomain -Name Mallory -DomainName mallory.example', columns: 80 },
  answer: { shell, question: shell, answer: { kind: 'text', text: 'x' } },
  stop: { shell },
  complete: { shell, text: 'Get-Mailbox -Identity f', caret: 23 },
  close: { shell },
})

test('Nobody but an administrator runs anything in the shell, nor from another site', async ({
  page,
  app,
  playwright,
}) => {
  const stranger = await playwright.request.newContext({ baseURL: app.url })
  await signIn(page, observer)
  const before = await databaseContent(app.databaseUrl)
  for (const [path, data] of Object.entries(shellCalls(randomUUID())))
    for (const request of [stranger, page.request]) {
      const answer = await request.post(`/email/shell/${path}`, { data })
      expect.soft(answer.status(), path).toBe(403)
      expect.soft(await answer.json(), path).toMatchObject({ kind: 'refused' })
    }
  await stranger.dispose()
  await page.context().clearCookies()
  await signIn(page, administrator)
  for (const [path, data] of Object.entries(shellCalls(randomUUID()))) {
    const headers = { 'sec-fetch-site': 'cross-site' }
    const answer = await page.request.post(`/email/shell/${path}`, { data, headers })
    expect.soft(await answer.json(), path).toMatchObject({ error: { errorId: 'OtherOrigin' } })
  }
  expect(await databaseContent(app.databaseUrl)).toEqual(before)
})

test('No page, part of a page or file is given to whoever has no session', async ({ playwright, app }) => {
  const request = await playwright.request.newContext({ baseURL: app.url, maxRedirects: 0 })
  const subjects = await subjectsOf(app)
  for (const path of [
    '/users/export',
    '/email/mail-flow/state',
    '/email/mail-flow/figures',
    '/email/mail-flow/charts',
    '/network/zone-file',
    `/api/runs/${subjects.goodRun}`,
    '/email/certificate-request',
  ]) {
    const response = await request.get(path)
    expect.soft(response.status(), path).toBe(401)
    expect.soft(await response.text(), path).not.toMatch(secrets)
  }
  const pages = Object.values(pagesFor(subjects)).flat()
  for (const path of [...pages, ...administratorsPages(subjects)]) {
    const whole = await request.get(path)
    expect.soft(whole.status(), path).toBe(307)
    expect.soft(whole.headers().location, path).toContain('/sign-in')
    expect.soft(withoutQuery(path, await whole.text()), path).not.toMatch(secrets)
    const inner = await request.get(path, { headers: { rsc: '1', 'next-router-state-tree': insideOf(path) } })
    expect.soft(withoutQuery(path, await inner.text()), `${path}, without its layouts`).not.toMatch(secrets)
  }
  await request.dispose()
})

/** A page may say back what it was asked for; that is no secret of the site. */
function withoutQuery(path: string, text: string): string {
  const query = path.split('?')[1] ?? ''
  // Whoever has to sign in first comes back by an address within an address.
  const values = [...new URLSearchParams(query).values()].flatMap((one) => {
    const once = encodeURIComponent(one)
    return [encodeURIComponent(once), once, one]
  })
  // A backslash is doubled as often as the text stands in another.
  const plain = text.replaceAll(/\\+/g, '\\')
  return values.filter(Boolean).reduce((rest, one) => rest.replaceAll(one, ''), plain)
}

/** Claims to stand on a page beside this one, so that the layouts, which check the session too, are not made anew. */
function insideOf(path: string): string {
  const folders = path.split('?')[0]?.split('/').slice(1, -1).filter(Boolean) ?? []
  const here = ['elsewhere', { children: ['__PAGE__', {}] }]
  const tree = ['(dashboard)', ...folders].reduceRight<unknown>(
    (inner, name) => [name, { children: inner }],
    here,
  )
  return encodeURIComponent(JSON.stringify(['', { children: tree }, null, null, true]))
}

test('A form that is posted from another site is refused', async ({ page, app }) => {
  await signIn(page, administrator)
  const before = await databaseContent(app.databaseUrl)
  const skip = everyAction(await subjectsOf(app)).find(({ name }) => name === 'network/skipTaskAction')
  if (!skip) throw new Error('There is no action to call')
  const { text } = await perform(page.request, skip, { origin: 'http://elsewhere.example' })
  expect(text).not.toMatch(secrets)
  expect(await databaseContent(app.databaseUrl)).toEqual(before)

  await page.route('http://elsewhere.example/', (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<form method="post" enctype="multipart/form-data" action="${app.url}/network/provider">
        <input name="$ACTION_ID_${skip.id}"><input name="task" value="split-dns"><button>Win a prize</button></form>`,
    }),
  )
  await page.goto('http://elsewhere.example/')
  await page.getByRole('button', { name: 'Win a prize' }).click()
  await page.waitForURL(/^(?!http:\/\/elsewhere)/)
  expect(await databaseContent(app.databaseUrl)).toEqual(before)
})

test('Sessions are listed, ended one by one, and all at once', async ({ page, browser, app }) => {
  const other = await (await browser.newContext({ baseURL: app.url })).newPage()
  await signIn(page, observer)
  await signIn(other, observer, '/users')
  await page.goto('/settings/account')
  const sessions = page.getByRole('region', { name: 'Where you are signed in' }).getByRole('listitem')
  await expect(sessions.filter({ hasText: 'This browser' })).toHaveCount(1)
  const others = sessions.filter({ hasNotText: 'This browser' })
  const many = await others.count()
  expect(many).toBeGreaterThan(0)
  await others
    .first()
    .getByRole('button', { name: /^Sign out/ })
    .click()
  await expect(others).toHaveCount(many - 1)
  await other.goto('/users')
  await expect(other).toHaveURL(/\/sign-in/)

  await signIn(other, observer, '/users')
  await page.getByRole('button', { name: 'Sign out everywhere, here too' }).click()
  await expect(page).toHaveURL(/\/sign-in/)
  await other.goto('/users')
  await expect(other).toHaveURL(/\/sign-in/)
  await other.context().close()
})

test('After five wrong passwords an account is locked, and nobody learns whether it exists', async ({
  page,
}) => {
  const heard: string[][] = []
  for (const email of [observer.email, 'stranger@contoso.com']) {
    const seen: string[] = []
    await page.goto('/sign-in')
    const submit = page.getByRole('button', { name: 'Sign in' })
    for (let attempt = 1; attempt <= 6; attempt++) {
      await page.getByLabel('Email address').fill(email)
      await page.getByLabel('Password', { exact: true }).fill(attempt === 6 ? password : `wrong ${attempt}`)
      const answered = page.waitForResponse((response) => response.request().method() === 'POST')
      await submit.click()
      await answered
      await expect(submit).toBeEnabled()
      seen.push((await page.getByRole('alert').first().innerText()).replace(/\d+/g, 'n'))
    }
    heard.push(seen)
  }
  expect(heard[0]?.at(-1)).toContain('There were too many wrong attempts.')
  expect(heard[0]?.[0]).toContain('The email address or the password is wrong.')
  expect(heard[0]).toEqual(heard[1])
})

test('The same calls by an administrator change what they are about', async ({ page, app }) => {
  await signIn(page, administrator)
  const actions = everyAction(await subjectsOf(app)).filter(({ call }) => call.changes)
  const running = () => rowsOf(app.databaseUrl, `select id from "Run" where state in ('waiting', 'running')`)
  for (const action of actions) {
    await expect.poll(running).toEqual([])
    const before = await databaseContent(app.databaseUrl)
    const { status, text } = await perform(page.request, action)
    expect.soft(status, `${action.name}: ${text}`).toBeLessThan(500)
    expect.soft(await databaseContent(app.databaseUrl), `${action.name}: ${text}`).not.toEqual(before)
  }
})
