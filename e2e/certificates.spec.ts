import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { parsePfx } from '@/lib/network'
import { administrator, exampleTest, expect, observer } from './support/example-site'
import { signIn } from './support/sign-in'
import { wizard } from './support/wizard'

const test = exampleTest(['observer'])
const pfxPassword = 'Only-for-the-pfx-7'

const row = (page: Page, name: string) =>
  page
    .getByRole('table', { name: 'Certificates of Exchange Server' })
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name }) })
const task = (page: Page, name: string) =>
  page.getByRole('region', { name: 'Tasks' }).getByRole('link', { name, exact: true })

async function publish(page: Page, name: string): Promise<void> {
  await page.goto('/do/provider-record?back=/network/provider')
  const record = wizard(page, 'DNS record')
  await record.window.getByLabel('Host').fill(name)
  await record.window.getByLabel('Value').fill('203.0.113.25')
  await record.next('Review')
  await record.run('Save the record')
  await record.close()
}

test('A certificate is requested, signed, completed and exported, and its file opens', async ({ page }) => {
  test.slow()
  await signIn(page, administrator, '/email/certificates')

  await task(page, 'New certificate request').click()
  const request = wizard(page, 'New certificate request')
  await request.isAt('Names')
  await request.next('Key')
  await request.next('Review')
  await request.run('Make the request')
  await request.close()
  await expect(row(page, 'mail.contoso.com')).toContainText('Waits for the authority')

  await row(page, 'mail.contoso.com').click()
  await task(page, 'Have it signed by the example authority').click()
  const submit = wizard(page, 'Have the request signed')
  await submit.isAt('The example authority')
  await submit.next('Review')
  await submit.window.getByRole('button', { name: 'Try it first' }).click()
  await expect(submit.window.getByText('the public DNS has no such name').first()).toBeVisible()

  for (const name of ['mail', 'remote']) await publish(page, name)
  await page.goto('/do/submit-request?back=/email/certificates')
  await submit.next('Review')
  await submit.run('Submit the request')
  await submit.window.getByRole('link', { name: 'Complete the request with the answer' }).click()

  const complete = wizard(page, 'Complete the certificate request')
  await complete.isAt("The authority's answer")
  await complete.next('Services')
  await complete.next('Review')
  await complete.run('Complete the request')
  await complete.close()
  await expect(row(page, 'mail.contoso.com')).toContainText('IMAP, POP, IIS, SMTP')

  await row(page, 'mail.contoso.com').click()
  await task(page, 'Export as a PFX').click()
  const exporting = wizard(page, 'Export the certificate')
  await exporting.window.getByLabel('Password', { exact: true }).fill(pfxPassword)
  await exporting.window.getByLabel('Password again').fill(pfxPassword)
  await exporting.next('Review')
  await exporting.run('Export it')
  await exporting.close()
  const download = page.waitForEvent('download')
  await task(page, 'Download the PFX').click()
  const file = await readFile(await (await download).path())
  expect(await parsePfx(file, pfxPassword)).toMatchObject({
    ok: true,
    value: { certificate: { names: ['mail.contoso.com', 'remote.contoso.com'] } },
  })

  const matrix = page.getByRole('table', { name: 'Names and the certificates' })
  await expect(matrix.getByRole('row', { name: /exch01\.contoso\.local/i })).toContainText('Name missing')
})

test('A PFX is for administrators alone', async ({ page }) => {
  await signIn(page, observer, '/email/certificates')
  const thumbprint = 'A'.repeat(40)
  expect((await page.request.get(`/email/certificates/pfx?thumbprint=${thumbprint}`)).status()).toBe(403)
  await page.context().clearCookies()
  expect((await page.request.get(`/email/certificates/pfx?thumbprint=${thumbprint}`)).status()).toBe(403)
  expect((await page.request.get('/email/certificates/authority')).status()).toBe(401)
})
