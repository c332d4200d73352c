import { createPfx, createSelfSigned } from '@/lib/network'
import type { TestSite } from '@/lib/server/test-site'
import { certificateRecord } from '../organization/certificate-record'
import { exchangeCertificate } from '../organization/exchange-certificate'

/** The thumbprints that the documented lines name: one certificate under all of them, for real ones cannot be had. */
const thumbprints = [
  '5113AE0233A72FCCB75B1D0198628675333D010E',
  '72570529B260E556349F3403F5CF5819D19B3B58',
  '0271A7F1CA9AD8A27152CCAE044F968F068B14B8',
  'C4248CD7065C87CB942D60F7293FEB7D533A4AFC',
  '8A141F7F2BBA8041973399723BD2598D2ED2D831',
]

/** What the one who is asked for a password answers; see example-shell.ts. */
export const examplePassword = 'Contoso!Secret1'

export async function addExampleCertificates(site: TestSite): Promise<void> {
  await site.inTransaction(async (inside) => {
    const certificate = async (commonName: string) => {
      const made = await createSelfSigned({ commonName, names: [commonName], now: inside.clock.now() })
      if (!made.ok) throw new Error(made.error.message)
      return made.value
    }
    const { certificatePem, privateKeyPem, facts } = await certificate('mail.contoso.com')
    const record = certificateRecord(
      { facts, certificatePem, privateKeyPem, chainPem: [] },
      { server: 'Mailbox01', friendlyName: 'Contoso', privateKeyExportable: true },
      inside,
    )
    for (const name of thumbprints) {
      const request = name.startsWith('7257')
        ? { requestPem: certificatePem, status: 'PendingRequest' as const }
        : {}
      await inside.store.insert(exchangeCertificate, name, { ...record, ...request })
    }
    const other = await certificate('mail.fabrikam.com')
    const pfx = await createPfx({
      ...other,
      chainPem: [],
      password: examplePassword,
      friendlyName: 'Fabrikam',
    })
    if (!pfx.ok) throw new Error(pfx.error.message)
    await inside.drive.write('\\\\FileServer01\\Data\\Exported Fabrikam Cert.pfx', pfx.value)
  })
}
