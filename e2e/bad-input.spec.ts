import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { Locator, Page } from '@playwright/test'
import { testApp } from '@/lib/host/test-app'
import { Openssl } from '@/lib/network/certificates/openssl-for-tests'
import { rowsOf } from './support/database-content'
import { administrator, exampleTest, expect } from './support/example-site'
import { createTheAdministrator } from './support/first-visit'
import { parseScript } from './support/power-shell'
import { type Argument, callAction, serverActions } from './support/server-actions'
import { signIn } from './support/sign-in'
import { subjectsOf } from './support/site-pages'
import { wizard } from './support/wizard'

const test = exampleTest(['integration', 'users', 'script', 'records', 'failed-run', 'observer'])

const hostile = `O'Brien ‘x’ "$(calc)" \`; rm # <b>`
const foreign = 'שלום 😀 عربي'
const long = 'x'.repeat(10_000)
const turned = 'Anna\u202Egnp.exe'
const password = 'Sunrise-over-7-hills'

async function savedScript(page: Page, window: Locator): Promise<string> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    window.getByRole('button', { name: 'Save as .ps1' }).click(),
  ])
  return readFile(await download.path(), 'utf8')
}

async function fillAddUser(page: Page, answers: Readonly<Record<string, string>>): Promise<void> {
  const { window } = wizard(page, 'Add a user account')
  for (const [label, value] of Object.entries(answers))
    await window.getByLabel(label, { exact: true }).fill(value)
  await window.getByLabel('Password', { exact: true }).fill(password)
  await window.getByLabel('Confirm the password').fill(password)
}

test('Any name can be given to a user, stands in the script as one literal, and is found again', async ({
  page,
}) => {
  await signIn(page, administrator, '/users/add')
  const adding = wizard(page, 'Add a user account')
  await fillAddUser(page, { 'First name': hostile, 'Last name': foreign, 'User account name': 'hostile' })
  for (const title of ['Access level', 'Email']) await adding.next(title)
  await adding.window.getByLabel('Alias').fill('hostile')
  for (const title of ['Anywhere Access', 'Review']) await adding.next(title)

  const script = await parseScript(await savedScript(page, adding.window))
  expect(script.sound).toBe(true)
  expect(script.commands).toEqual(['Add-WssUser', 'Read-Host', 'Enable-Mailbox', 'Set-Mailbox'])
  expect(script.literals).toContain(hostile)
  expect(script.literals).toContain(foreign)

  await adding.run('Add the account')
  await page.goto(`/users?search=${encodeURIComponent(hostile)}`)
  await expect(page.getByRole('row', { name: `${hostile} ${foreign}` })).toBeVisible()
})

test('Names that cannot be are refused at their field, with the reason', async ({ page }) => {
  await signIn(page, administrator, '/users/add')
  const adding = wizard(page, 'Add a user account')
  const refusals = [
    ['First name', long, 'This first name is 10000 characters long. Active Directory keeps at most 64.'],
    ['First name', turned, 'an invisible character that changes the direction of the text'],
    ['User account name', 'a"b', 'A logon name cannot hold "'],
    ['User account name', '$(calc)*', 'A logon name cannot hold *'],
    ['User account name', long, 'This logon name is 10000 characters long.'],
  ] as const
  for (const [label, value, reason] of refusals) {
    await fillAddUser(page, { 'First name': 'Ada', 'User account name': 'ada', [label]: value })
    await adding.window.getByRole('button', { name: 'Next' }).click()
    await expect(adding.window.getByText(reason)).toBeVisible()
    await expect(adding.window.getByLabel(label, { exact: true })).toBeFocused()
  }
  await fillAddUser(page, { 'First name': 'Ada', 'User account name': 'ada' })
  await adding.next('Access level')
  await adding.next('Email')
  for (const [value, reason] of [
    ['a b', "isn't valid"],
    ['😀', "isn't valid"],
    [long, 'is 10000 characters long'],
    ['FrankM', 'Taken by Frank Miller'],
  ] as const) {
    await adding.window.getByLabel('Alias').fill(value)
    await adding.window.getByRole('button', { name: 'Next' }).click()
    await expect(adding.window.getByText(reason).first()).toBeVisible()
    await expect(adding.window.getByLabel('Alias')).toBeFocused()
  }
})

test('What no form can send is refused by the server itself', async ({ page }) => {
  await signIn(page, administrator)
  const script = serverActions().find(({ name }) => name === 'do/scriptAction')
  if (!script) throw new Error('There is no such action')
  const answers = { firstName: 'Ada', lastName: 'L', logonName: 'ada', password, confirmation: password }
  for (const [change, reason] of [
    [{ firstName: 'two\nlines' }, 'holds a line break'],
    [{ firstName: 'nul\0' }, 'AnswerUnreadable'],
    [{ firstName: '\ud800' }, 'AnswerUnreadable'],
    [{ firstName: 'x'.repeat(200_000) }, 'AnswerUnreadable'],
    [{ logonName: { contains: '' } as unknown as string }, '"ok":true'],
    [{ accessLevel: 'God' }, 'ChoiceNotOffered'],
  ] as const) {
    const { status, text } = await callAction(page.request, script, [
      '',
      'add-user',
      { ...answers, ...change },
    ])
    expect.soft(status, reason).toBe(200)
    expect.soft(text, JSON.stringify(change).slice(0, 60)).toContain(reason)
  }
})

test('Rubbish in the place of an id is answered, not a crash', async ({ page }) => {
  await signIn(page, administrator)
  const form = (fields: Record<string, string>) => {
    const data = new FormData()
    for (const [name, value] of Object.entries(fields)) data.append(name, value)
    return data
  }
  const calls: Readonly<Record<string, (id: string) => readonly Argument[]>> = {
    'do/retryAction': (id) => [id],
    'do/undoAction': (id) => [id],
    'do/againAction': (id) => [id],
    'do/runScriptAction': (id) => [id],
    'do/previewAction': (id) => [id, 'edit-user', { firstName: id }],
    'do/startAction': (id) => [id, id, { firstName: id }, id],
    'do/probeAction': (id) => ['', 'add-user', 'alias', id, { firstName: id }],
    'do/repairAction': (id) => [id, 'integrate', id],
    'network/skipTaskAction': (id) => [form({ task: id })],
    'network/repairRowAction': (id) => [form({ checklist: 'router', row: id })],
    'network/removeAction': (id) => [form({ kind: 'record', zone: id, id, back: id })],
    'people/changeRoleAction': (id) => [null, form({ id, role: id })],
    'people/inviteAction': (id) => [null, form({ email: id, name: id, role: id })],
    'people/removeAction': (id) => [null, form({ id })],
    'account/endSessionAction': (id) => [form({ sessionId: id })],
    'account/changeNameAction': (id) => [null, form({ name: id })],
    'account/changePasswordAction': (id) => [null, form({ current: id, next: id })],
    'sign-in/signInAction': (id) => [null, form({ email: id, password: id })],
  }
  for (const action of serverActions())
    for (const id of ['not-an-id', 'nul\0', '\ud800', '../../etc/passwd', long]) {
      const args = calls[action.name]?.(id)
      if (!args) continue
      const { status, text } = await callAction(page.request, action, args)
      expect
        .soft(status, `${action.name}(${JSON.stringify(id).slice(0, 20)}): ${text.slice(0, 300)}`)
        .toBeLessThan(500)
    }
})

test('The first visit takes any name and refuses what is none', async ({ browser }) => {
  const app = await testApp()
  const page = await (await browser.newContext({ baseURL: app.url })).newPage()
  await page.goto('/first-visit')
  const submit = page.getByRole('button', { name: 'Create the administrator' })
  const fill = async (code: string, name: string, email: string) => {
    await page.getByLabel('Setup code').fill(code)
    await page.getByLabel('Your name').fill(name)
    await page.getByLabel('Email address').fill(email)
    await page.getByLabel('Password', { exact: true }).fill('quartz lantern vexing moth')
    await page.getByLabel('Confirm the password').fill('quartz lantern vexing moth')
    await submit.click()
  }
  await fill("' or 1=1 --", 'Ann', 'ann@contoso.com')
  await expect(page.getByText('This is not the setup code.')).toBeVisible()
  await fill(app.setupCode, long, 'ann@contoso.com')
  await expect(page.getByText('A name has at most 100 characters')).toBeVisible()
  await fill(app.setupCode, turned, 'ann@contoso.com')
  await expect(page.getByText('A name has at most 100 characters')).toBeVisible()
  await createTheAdministrator(page, app.setupCode)

  await page.getByRole('link', { name: 'Use the Contoso example' }).click()
  const describing = wizard(page, 'Describe the site')
  const field = (label: string) => describing.window.getByLabel(label, { exact: true })
  for (const [label, value] of [
    ['Name of the organization', long],
    ['Internet domain name', 'contoso.com; rm -rf /'],
    ['Internet domain name', "contoso'--.com"],
    ['Domain of the network', '$(calc).local'],
  ] as const) {
    const good = await field(label).inputValue()
    await field(label).fill(value)
    await describing.window.getByRole('button', { name: 'Next' }).click()
    await expect(field(label), `${label}: ${value.slice(0, 30)}`).toHaveAttribute('aria-invalid', 'true')
    await field(label).fill(good)
  }
  await field('Name of the organization').fill(hostile)
  for (const title of ['Essentials server', 'Second server', 'Network', 'Review'])
    await describing.next(title)
  const script = await parseScript(await savedScript(page, describing.window))
  expect(script.sound).toBe(true)
  expect(script.commands).toEqual(['Set-SiteDescription'])
  expect(script.literals).toContain(hostile)
  await page.context().close()
  await app.stop()
})

test('A provider’s record is refused at its field, or kept as it was typed', async ({ page }) => {
  await signIn(page, administrator, '/do/provider-record?back=/network/provider')
  const recording = wizard(page, 'DNS record')
  const { window } = recording
  for (const [host, value] of [
    [long, '203.0.113.25'],
    ['a b', '203.0.113.25'],
    ['$(calc)', '203.0.113.25'],
    ['www', "1.2.3.4'; rm"],
    ['www', '😀'],
  ] as const) {
    await window.getByLabel('Host').fill(host)
    await window.getByLabel('Value').fill(value)
    await window.getByRole('button', { name: 'Next' }).click()
    await expect(window.locator('[aria-invalid="true"]'), `${host.slice(0, 20)} ${value}`).toHaveCount(1)
  }
  const text = `it's "quoted" $(calc) ; v=x`
  await window.getByRole('radio', { name: 'TXT' }).check()
  await window.getByLabel('Host').fill('@')
  await window.getByLabel('Value').fill(text)
  await recording.next('Review')
  const script = await parseScript(await savedScript(page, window))
  expect(script.sound).toBe(true)
  expect(script.commands).toEqual(['Add-ProviderDnsRecord'])
  expect(script.literals).toContain(text)
  await recording.run('Save the record')
  await page.goto('/network/provider')
  await expect(page.getByRole('row').filter({ hasText: 'calc' })).toContainText('$(calc)')
})

test('No search and no address brings a page down', async ({ page, app }) => {
  const { goodRun } = await subjectsOf(app)
  await signIn(page, administrator)
  for (const path of ['/users', '/activity']) {
    await page.goto(path)
    const box = page.getByRole('searchbox')
    for (const typed of [hostile, foreign, turned, "%_\\'", long]) {
      await box.fill(typed)
      await box.press('Enter')
      await expect(page.getByText(/Nobody matches|No command matches|1 user$/).first()).toBeVisible()
      await expect(box).toHaveValue(typed)
    }
  }
  for (const path of [
    ...['/users?search=%00', '/users?selected=not-an-id', '/users?after=rubbish', '/users?sort=__proto__'],
    ...['/users?search=a&search=b', '/users?selected=%00', '/users?status=%27', '/activity?command=%00'],
    ...[
      '/activity?after=rubbish',
      '/activity?actor=%00',
      '/activity/runs?after=rubbish',
      '/activity/runs/not-an-id',
    ],
    ...['/activity/runs/%00', '/api/runs/not-an-id', `/api/runs/${goodRun}?since=99999999999999999999`],
    ...['/do/edit-user?for=not-an-id', '/do/edit-user?for=%00', '/do/no-such-wizard', '/do/constructor'],
    ...[
      '/do/start-service?for=SRV01:constructor',
      '/do/provider-record?for=%00',
      '/settings/people/not-an-id',
    ],
    ...[
      '/network/dns?failed=%3Cscript%3E',
      '/devices?selected=%00',
      '/sign-in?from=//elsewhere.example',
      '/?task=%00',
    ],
  ]) {
    const response = await page.request.get(path)
    expect.soft(response.status(), path).toBeLessThan(500)
    expect.soft(new URL(response.url()).origin, path).toBe(app.url)
  }
})

test('A PFX that cannot be used is refused with the reason, and every usual kind is taken', async ({
  page,
}) => {
  const openssl = new Openssl()
  const named = { subject: '/CN=mail.contoso.com', san: 'DNS:mail.contoso.com' }
  openssl.selfSigned('mail', named)
  openssl.selfSigned('curve', { ...named, key: 'ec:prime256v1' })
  openssl.selfSigned('other', { subject: '/CN=www.fabrikam.com', san: 'DNS:www.fabrikam.com' })
  openssl.run('req', '-new', '-key', 'mail.key', '-subj', '/CN=mail.contoso.com', '-out', 'old.csr')
  openssl.run('x509', '-req', '-in', 'old.csr', '-signkey', 'mail.key', '-days', '-1', '-out', 'old.crt')
  openssl.write('old.key', openssl.read('mail.key'))
  const tripleDes = ['-certpbe', 'PBE-SHA1-3DES', '-keypbe', 'PBE-SHA1-3DES', '-macalg', 'sha1']
  const files: readonly (readonly [string, Buffer, string | null])[] = [
    ['wrong-password', openssl.pfx('mail', 'another one'), 'The password does not open this PFX.'],
    ['no-key', openssl.pfx('mail', password, '-nokeys'), 'The PFX holds no private key.'],
    ['expired', openssl.pfx('old', password), 'The certificate expired on'],
    ['other-names', openssl.pfx('other', password), 'The certificate does not cover mail.contoso.com'],
    ['certificate', openssl.read('mail.crt'), 'without its private key, not a PFX'],
    ['cut-off', openssl.pfx('mail', password).subarray(0, 900), 'its end is missing'],
    ['openssl-3', openssl.pfx('mail', password), null],
    ['triple-des', openssl.pfx('mail', password, ...tripleDes), null],
    ['rc2', openssl.pfx('mail', password, '-legacy'), null],
    ['ecdsa', openssl.pfx('curve', password), null],
  ]
  openssl.close()

  await signIn(page, administrator, '/email/integrate')
  const integration = wizard(page, 'Set up Exchange Server integration')
  const { window } = integration
  for (const title of ['Exchange Server', 'Domain and name', 'Certificate']) await integration.next(title)
  await window.getByRole('radio', { name: /^A PFX file/ }).check()
  const file = window.getByLabel('PFX file', { exact: true })
  const choose = (name: string, buffer: Buffer) =>
    file.setInputFiles({ name: `${name}.pfx`, mimeType: 'application/x-pkcs12', buffer })

  await choose('noise', randomBytes(5 * 1024 * 1024))
  await expect(
    window.getByText('noise.pfx has 5,242,880 bytes; a certificate file has a few thousand.'),
  ).toBeVisible()
  for (const [name, content, refusal] of files) {
    await choose(name, content)
    await expect(window.getByText(`C:\\Certificates\\${name}.pfx`, { exact: true })).toBeVisible()
    await window.getByLabel('Password of the file').fill(password)
    if (refusal) {
      await window.getByRole('button', { name: 'Next' }).click()
      await expect(window.getByText(refusal), name).toBeVisible()
    } else {
      await integration.next('Configuration')
      await window.getByRole('button', { name: 'Back' }).click()
    }
  }
})

test('A CSV with all that spreadsheets do to it is read, and no formula comes out again', async ({
  page,
  app,
}) => {
  const csv = [
    '\uFEFFFirst name;Last name;Alias;Logon name',
    '"Say ""O\'Hara""";"Zed; Esq.";zed;zed',
    'Bob;Double;zed;bob',
    '"=HYPERLINK(""http://x"",""y"")";Formula;formula;formula',
    'Frank;Again;FrankM;frank2',
    '@SUM(1);+2;at;at2',
  ].join('\r\n')
  await signIn(page, administrator, '/users/import')
  await page
    .getByLabel('CSV file')
    .setInputFiles({ name: 'users.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) })
  await page.getByLabel('Initial password for rows without one').fill(password)
  await page.getByRole('button', { name: 'Check the file' }).click()
  await expect(page.getByText('5 users, 2 with a problem')).toBeVisible()
  const preview = page.getByRole('table', { name: 'Users in the file' })
  await expect(preview.getByRole('row', { name: 'Bob Double' })).toContainText(
    'zed is already used by line 2.',
  )
  await expect(preview.getByRole('row', { name: 'Frank Again' })).toContainText(
    'FrankM is already used by Frank Miller.',
  )
  await expect(preview.getByRole('row', { name: 'Say "O\'Hara" Zed; Esq.' })).toContainText('Ready')
  await page.getByRole('button', { name: 'Import 3 users' }).click()
  await expect(page.getByText('Succeeded', { exact: true })).toBeVisible()

  const exported = await (await page.request.get('/users/export')).text()
  const lines = exported.split('\r\n')
  expect(lines.find((line) => line.includes('HYPERLINK'))).toMatch(
    /^"'=HYPERLINK\(""http:\/\/x"",""y""\)",Formula,formula,"'=/,
  )
  expect(lines.find((line) => line.includes('SUM'))).toMatch(/^'@SUM\(1\),'\+2,at2,'@SUM/)
  expect(lines.filter((line) => /(^|,)"?[=+@-]/.test(line))).toEqual([])
  expect(await rowsOf(app.databaseUrl, `select 1 from "User" where "aliasKey" = 'zed'`)).toHaveLength(1)
})

test('Of two administrators who add the same alias at the same moment one wins, and the other learns who has it', async ({
  browser,
  app,
}) => {
  const names = ['Paula', 'Peter']
  const both = await Promise.all(
    names.map(async (name) => {
      const page = await (await browser.newContext({ baseURL: app.url })).newPage()
      await signIn(page, administrator, '/users/add')
      const adding = wizard(page, 'Add a user account')
      await fillAddUser(page, { 'First name': name, 'Last name': 'Twin', 'User account name': `${name}Twin` })
      for (const title of ['Access level', 'Email']) await adding.next(title)
      await adding.window.getByLabel('Alias').fill('twin')
      for (const title of ['Anywhere Access', 'Review']) await adding.next(title)
      return { page, name, window: adding.window }
    }),
  )
  await Promise.all(both.map(({ window }) => window.getByRole('button', { name: 'Add the account' }).click()))
  const states = await Promise.all(
    both.map(async ({ window }) => {
      const state = window.getByText(/^(Succeeded|Failed)$/)
      await expect(state).toBeVisible()
      return state.innerText()
    }),
  )
  expect(states.toSorted()).toEqual(['Failed', 'Succeeded'])
  const winner = both[states.indexOf('Succeeded')]
  const other = both[states.indexOf('Failed')]
  await expect(other?.window.getByText(new RegExp(`${winner?.name} ?Twin`)) as Locator).toBeVisible()
  await expect(other?.window.getByRole('button', { name: 'Retry the failed step' }) as Locator).toBeVisible()
  for (const { page } of both) await page.context().close()
})
