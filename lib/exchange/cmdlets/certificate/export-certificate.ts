import { createPfx } from '@/lib/network'
import {
  type Outcome,
  OutputBytes,
  ok,
  type Result,
  refuse,
  secureString,
  switchParameter,
  text,
} from '@/lib/shell'
import type { ExchangeCertificate } from '../../organization/exchange-certificate'
import type { Site, Stored } from '../../store'
import { since } from '../../topology/exchange-version'
import { exchangeCmdlet, only } from '../exchange-cmdlet'
import { requireCertificate, thumbprint } from './require-certificate'

export const exportCertificate = exchangeCmdlet({
  name: 'Export-ExchangeCertificate',
  synopsis: 'Writes a certificate with its key as a PFX, or a pending request again.',
  parameters: {
    Thumbprint: thumbprint,
    Password: secureString,
    FileName: only(since('2013'), text),
    BinaryEncoded: switchParameter,
    Server: text,
  },
  run: async ({ Thumbprint, Password, FileName }, site) => {
    const found = await requireCertificate(site, Thumbprint)
    if (!found.ok) return found
    const { requestPem } = found.value.properties
    if (requestPem) return give(Buffer.from(requestPem, 'ascii'), FileName, site)
    const password = Password ? site.vault.open(Password) : ''
    const pfx = await pfxOf(found.value, password, site)
    return pfx.ok ? give(pfx.value, FileName, site) : pfx
  },
})

async function pfxOf(
  { name, properties }: Stored<ExchangeCertificate>,
  password: string,
  { vault }: Site,
): Promise<Result<Uint8Array>> {
  if (password === '')
    return refuse('InvalidArgument', 'PasswordMissing', 'A PFX with a private key needs a password.', {
      target: 'Password',
    })
  if (!properties.privateKeyExportable)
    return refuse(
      'InvalidOperation',
      'PrivateKeyNotExportable',
      `The private key of the certificate with thumbprint ${name} can't be exported.`,
      {
        target: 'Thumbprint',
        recommendedAction:
          'Use the PFX that it was imported from, or issue a certificate with -PrivateKeyExportable $true.',
      },
    )
  return createPfx({
    certificatePem: properties.certificatePem ?? '',
    chainPem: properties.chainPem,
    privateKeyPem: vault.open({ kind: 'secure', prompt: '', sealed: properties.privateKey }),
    password,
    friendlyName: properties.friendlyName,
  })
}

/** The bytes as FileData, and in the file that was named. Writing a file is taken back by nothing. */
async function give(
  content: Uint8Array,
  fileName: string | undefined,
  { drive }: Site,
): Promise<Result<Outcome>> {
  if (fileName === undefined) return ok({ output: [{ FileData: new OutputBytes(content) }], undo: [] })
  await drive.write(fileName, content)
  return ok({ output: [{ FileName: fileName, Length: content.length }] })
}
