import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, type Locator, type Page, test } from '@playwright/test'
import { wizard } from './wizard'

const openssl = (...words: string[]) => promisify(execFile)('openssl', words)

/** A certificate with its key in a PFX file, as `openssl pkcs12 -export` makes it; the first name is the subject. */
export async function pfxFile(names: readonly string[], password: string): Promise<string> {
  const [key, certificate, pfx] = ['key.pem', 'certificate.pem', `${names[0]}.pfx`].map((name) =>
    test.info().outputPath(name),
  ) as [string, string, string]
  const alternatives = names.map((name) => `DNS:${name}`).join()
  await openssl(
    ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '365', '-keyout', key, '-out', certificate],
    ...['-subj', `/CN=${names[0]}`, '-addext', `subjectAltName=${alternatives}`],
  )
  await openssl(
    ...['pkcs12', '-export', '-inkey', key, '-in', certificate, '-out', pfx, '-passout', `pass:${password}`],
  )
  return pfx
}

/** A certificate's line in Email > Certificates, by its first name. */
export function certificateRow(page: Page, name: string): Locator {
  return page
    .getByRole('table', { name: 'Certificates of Exchange Server' })
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name }) })
}

export function task(page: Page, name: string): Locator {
  return page.getByRole('region', { name: 'Tasks' }).getByRole('link', { name, exact: true })
}

/** "New certificate request" with the names that are proposed. */
export async function requestCertificate(page: Page, name: string): Promise<void> {
  await task(page, 'New certificate request').click()
  const request = wizard(page, 'New certificate request')
  await request.isAt('Names')
  await request.next('Key')
  await request.next('Review')
  await request.run('Make the request')
  await request.close()
  await expect(certificateRow(page, name)).toContainText('Waits for the authority')
}

/** The wizard that sends the request to the example authority, at its review. */
export async function reviewSigning(page: Page, name: string) {
  await certificateRow(page, name).click()
  await task(page, 'Have it signed by the example authority').click()
  const submit = wizard(page, 'Have the request signed')
  await submit.isAt('The example authority')
  await submit.next('Review')
  return submit
}

/** Signed, and the answer imported for all services. */
export async function haveItSigned(page: Page, name: string): Promise<void> {
  const submit = await reviewSigning(page, name)
  await submit.run('Submit the request')
  await submit.window.getByRole('link', { name: 'Complete the request with the answer' }).click()
  const complete = wizard(page, 'Complete the certificate request')
  await complete.isAt("The authority's answer")
  await complete.next('Services')
  await complete.next('Review')
  await complete.run('Complete the request')
  await complete.close()
  await expect(certificateRow(page, name)).toContainText('IMAP, POP, IIS, SMTP')
}

/** To a PFX file on the site's drive. */
export async function exportAsPfx(page: Page, name: string, password: string): Promise<void> {
  await certificateRow(page, name).click()
  await task(page, 'Export as a PFX').click()
  const exporting = wizard(page, 'Export the certificate')
  await exporting.window.getByLabel('Password', { exact: true }).fill(password)
  await exporting.window.getByLabel('Password again').fill(password)
  await exporting.next('Review')
  await exporting.run('Export it')
  await exporting.close()
}
