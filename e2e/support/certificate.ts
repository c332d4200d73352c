import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { test } from '@playwright/test'

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
