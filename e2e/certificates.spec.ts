import { readFile } from 'node:fs/promises'
import { parsePfx } from '@/lib/network'
import { exportAsPfx, haveItSigned, requestCertificate, reviewSigning, task } from './support/certificate'
import { administrator, exampleTest, expect, observer } from './support/example-site'
import { addRecord } from './support/network'
import { signIn } from './support/sign-in'

const test = exampleTest(['observer'])
const pfxPassword = 'Only-for-the-pfx-7'
const mail = 'mail.contoso.com'

test('A certificate is requested, signed, completed and exported, and its file opens', async ({ page }) => {
  test.slow()
  await signIn(page, administrator, '/email/certificates')
  await requestCertificate(page, mail)
  const submit = await reviewSigning(page, mail)
  await submit.window.getByRole('button', { name: 'Try it first' }).click()
  await expect(submit.window.getByText('the public DNS has no such name').first()).toBeVisible()

  await page.goto('/network/provider')
  for (const name of ['mail', 'remote']) await (await addRecord(page, name, '203.0.113.25')).close()
  await page.goto('/email/certificates')
  await haveItSigned(page, mail)
  await exportAsPfx(page, mail, pfxPassword)
  const download = page.waitForEvent('download')
  await task(page, 'Download the PFX').click()
  const file = await readFile(await (await download).path())
  expect(await parsePfx(file, pfxPassword)).toMatchObject({
    ok: true,
    value: { certificate: { names: [mail, 'remote.contoso.com'] } },
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
