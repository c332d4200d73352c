import type { Page } from '@playwright/test'
import { chapter } from './support/chapter'
import { administrator, exampleTest, expect, observer } from './support/example-site'
import { signIn } from './support/sign-in'

const test = exampleTest(['users', 'observer'])

/** Somebody at the terminal: what they type, and what the shell answers. */
function terminalOf(page: Page) {
  const terminal = page.getByRole('textbox', { name: 'Exchange Management Shell' })
  const { keyboard } = page
  const rows = page.locator('.xterm-rows')
  /** Nothing runs, and the line is empty: a prompt or a question is the last that stands there. */
  const ready = () => expect(rows).toContainText(/[>:]\s*$/)
  return {
    terminal,
    output: page.getByRole('log', { name: 'Output of the shell' }),
    rows,
    async type(text: string) {
      await expect(terminal).toBeFocused()
      await ready()
      await keyboard.type(text)
    },
    async run(line: string) {
      await expect(terminal).toBeFocused()
      await ready()
      await keyboard.type(line)
      await keyboard.press('Enter')
    },
  }
}

const greet = `param(
  [Parameter(Mandatory = $true)][string]$Name,
  [int]$Times = 2
)
$other = Read-Host 'Who else is there'
1..$Times | ForEach-Object { "Hello $Name and $other" }
`

test('Commands are typed, completed, asked about and stopped in the shell', async ({ page }) => {
  await signIn(page, administrator, '/email/shell')
  const { output, rows, type, run } = terminalOf(page)

  await chapter(page, 'A command and its table', async () => {
    await run('Get-Mailbox -ResultSize 2')
    await expect(output).toContainText('ProhibitSendQuota')
    await expect(rows).toContainText('WARNING')
  })

  await chapter(page, 'Tab goes through what begins so', async () => {
    await type('Get-MailboxDa')
    await page.keyboard.press('Tab')
    await expect(rows).toContainText('Get-MailboxDatabase')
    await page.keyboard.press('Control+c')
  })

  await chapter(page, 'A password is asked for and shown nowhere', async () => {
    await run(
      "New-Mailbox -Name 'Ada Lovelace' -UserPrincipalName ada@contoso.com -Password (Read-Host 'Password' -AsSecureString)",
    )
    await expect(output).toContainText('Password:')
    await run('Sunrise-over-7-hills')
    await run('(Get-Mailbox ada).PrimarySmtpAddress')
    await expect(output).toContainText('ada@contoso.local')
    await expect(rows).not.toContainText('Sunrise')
    await expect(output).not.toContainText('Sunrise')
  })

  await chapter(page, 'Ctrl+C ends what would never end', async () => {
    await run('while ($true) { }')
    await page.keyboard.press('Control+c')
    await expect(output).toContainText('^C')
    await run("'still ' + 'here'")
    await expect(output).toContainText('still here')
  })

  await chapter(page, 'What a name brings along stays text', async () => {
    await run('"before$([char]27)[2Jafter"')
    await expect(rows).toContainText('before[2Jafter')
  })
})

test('A script is uploaded, asks in a form, and is kept in Activity', async ({ page }) => {
  await signIn(page, administrator, '/email/shell')
  const { output } = terminalOf(page)
  const panel = page.getByRole('region', { name: 'Scripts' })
  const buffer = Buffer.from(greet)
  await panel
    .getByLabel('Upload a script')
    .setInputFiles({ name: 'greet.ps1', mimeType: 'text/plain', buffer })
  await expect(panel.getByRole('textbox', { name: 'Script' })).toHaveValue(greet)
  await panel.getByRole('textbox', { name: /^Name/ }).fill('Ann')
  await panel.getByRole('button', { name: 'Run', exact: true }).click()
  await panel.getByLabel('Who else is there').fill('Bob')
  await panel.getByRole('button', { name: 'Answer' }).click()
  await expect(panel.getByText('The script ran to its end.')).toBeVisible()
  await expect(output).toContainText('Hello Ann and Bob')
  await panel.getByRole('link', { name: 'See this run in Activity' }).click()
  await expect(page).toHaveURL(/\/activity\/scripts\//)
  await expect(page.getByRole('main')).toContainText('Hello Ann and Bob')
})

test('A script that cannot be read says on which line', async ({ page }) => {
  await signIn(page, administrator, '/email/shell')
  const panel = page.getByRole('region', { name: 'Scripts' })
  await panel.getByRole('button', { name: 'New' }).click()
  await panel.getByRole('textbox', { name: 'Script' }).fill('Get-Mailbox\nif ($true) {')
  await expect(panel.getByText(/^Line \d:/)).toBeVisible()
})

test('A command from a link waits in the line, and Escape, then Tab, leaves the terminal', async ({
  page,
}) => {
  await signIn(page, administrator, `/email/shell?line=${encodeURIComponent('Get-Queue')}`)
  const { terminal, rows } = terminalOf(page)
  await expect(rows).toContainText('[PS] C:\\>Get-Queue')
  await expect(terminal).toBeFocused()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Tab')
  await expect(terminal).not.toBeFocused()
})

test('On a phone a field of its own takes the commands', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await signIn(page, administrator, '/email/shell')
  const { output } = terminalOf(page)
  await page.getByRole('textbox', { name: 'A command' }).fill('Get-AcceptedDomain | Format-List DomainName')
  await page.getByRole('main').getByRole('button', { name: 'Run', exact: true }).click()
  await expect(output).toContainText('DomainName : contoso.local')
})

test('An Observer is told that the shell is for administrators', async ({ page }) => {
  await signIn(page, observer, '/email/shell')
  await expect(page.getByText('The shell is for administrators')).toBeVisible()
})
