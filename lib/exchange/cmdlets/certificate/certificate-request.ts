import { createHash } from 'node:crypto'
import { createRequest } from '@/lib/network'
import { type Outcome, ok, type Result } from '@/lib/shell'
import { type ExchangeCertificate, exchangeCertificate } from '../../organization/exchange-certificate'
import type { Site } from '../../store'
import { insertObject } from '../insert-object'

/** What New-ExchangeCertificate was asked for, whoever is to sign it. */
export interface Asked {
  readonly subject: string
  readonly names: readonly string[]
  readonly friendlyName: string
  readonly privateKeyExportable: boolean
}

/** Keeps the key as PendingRequest until the certificate comes; the request itself is in the output and in RequestFile. */
export async function makeRequest(
  asked: Asked,
  file: string | undefined,
  server: string,
  site: Site,
): Promise<Result<Outcome>> {
  const request = await createRequest({ subject: asked.subject, names: asked.names })
  if (!request.ok) return request
  const { pem, privateKeyPem } = request.value
  const base64 = pem.replace(/-----[^-]+-----|\s/g, '')
  const name = createHash('sha1').update(Buffer.from(base64, 'base64')).digest('hex').toUpperCase()
  const { friendlyName, privateKeyExportable } = asked
  const pending: ExchangeCertificate = {
    server,
    friendlyName,
    privateKeyExportable,
    subject: asked.subject,
    certificateDomains: asked.names,
    facts: null,
    status: 'PendingRequest',
    services: [],
    internalTransport: false,
    certificatePem: null,
    chainPem: [],
    requestPem: pem,
    privateKey: site.vault.seal(privateKeyPem),
  }
  const kept = await insertObject(exchangeCertificate, name, pending, site)
  if (!kept.ok) return kept
  if (file !== undefined) await site.drive.write(file, Buffer.from(pem, 'ascii'))
  return ok({ ...kept.value, output: (kept.value.output ?? []).map((shown) => ({ ...shown, Request: pem })) })
}
