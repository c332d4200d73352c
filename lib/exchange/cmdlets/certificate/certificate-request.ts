import { createHash } from 'node:crypto'
import { createRequest } from '@/lib/network'
import { command, type Outcome, OutputBytes, OutputText, ok, type Result } from '@/lib/shell'
import { type ExchangeCertificate, exchangeCertificate } from '../../organization/exchange-certificate'
import type { Site } from '../../store'
import { insertObject } from '../insert-object'

/** What New-ExchangeCertificate was asked for, whoever is to sign it. */
export interface Asked {
  readonly subject: string
  readonly names: readonly string[]
  readonly friendlyName: string
  readonly privateKeyExportable: boolean
  /** Bits of the RSA key. */
  readonly keySize: number
  /** A request in DER, not in PEM. */
  readonly binary: boolean
}

/** Keeps the key as PendingRequest until the certificate comes; the request itself is the output, or in RequestFile. */
export async function makeRequest(
  asked: Asked,
  file: string | undefined,
  server: string,
  site: Site,
): Promise<Result<Outcome>> {
  const request = await createRequest(asked)
  if (!request.ok) return request
  const { pem, privateKeyPem } = request.value
  const der = Buffer.from(pem.replace(/-----[^-]+-----|\s/g, ''), 'base64')
  const name = createHash('sha1').update(der).digest('hex').toUpperCase()
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
  const fresh = file !== undefined && (await site.drive.read(file)) === null
  if (file !== undefined) await site.drive.write(file, asked.binary ? der : Buffer.from(pem, 'ascii'))
  const { output = [], undo } = kept.value
  const given = asked.binary ? { FileData: new OutputBytes(der) } : { Request: pem }
  const alone = asked.binary ? given : new OutputText(pem)
  return ok({
    ...kept.value,
    output: file === undefined ? [alone] : output.map((shown) => ({ ...shown, ...given })),
    ...(undo && fresh ? { undo: [command('Remove-Item', { Path: file }), ...undo] } : {}),
  })
}
