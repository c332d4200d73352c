import { aliased, multiValued, ok, piped, refuse, text } from '@/lib/shell'
import { showObject } from '../../organization/definition'
import { exchangeCertificate } from '../../organization/exchange-certificate'
import { exchangeCmdlet } from '../exchange-cmdlet'
import { enableCertificate } from './enable-certificate'
import { exportCertificate } from './export-certificate'
import { importCertificate } from './import-certificate'
import { newCertificate } from './new-certificate'
import { requireCertificate, thumbprint } from './require-certificate'

const getCertificate = exchangeCmdlet({
  name: 'Get-ExchangeCertificate',
  synopsis: 'Lists the certificates of a server.',
  reads: true,
  parameters: {
    Thumbprint: piped(aliased({ ...text, position: 1 }, 'Identity')),
    DomainName: multiValued(text),
    Server: text,
  },
  run: async ({ Thumbprint, DomainName = [], Server }, site) => {
    if (Thumbprint !== undefined) {
      const found = await requireCertificate(site, Thumbprint)
      return found.ok ? ok({ output: [showObject(exchangeCertificate, found.value)] }) : found
    }
    const all = await site.store.list(exchangeCertificate)
    const shown = all.filter(
      ({ properties: { server, certificateDomains } }) =>
        (Server === undefined || server.toLowerCase() === Server.split('.')[0]?.toLowerCase()) &&
        DomainName.every((name) => certificateDomains.includes(name.toLowerCase())),
    )
    return ok({ output: shown.map((one) => showObject(exchangeCertificate, one)) })
  },
})

const removeCertificate = exchangeCmdlet({
  name: 'Remove-ExchangeCertificate',
  synopsis: 'Removes a certificate with its private key, or a pending request.',
  parameters: { Thumbprint: thumbprint, Server: text },
  run: async ({ Thumbprint }, site) => {
    const found = await requireCertificate(site, Thumbprint)
    if (!found.ok) return found
    const { internalTransport, services } = found.value.properties
    if (internalTransport)
      return refuse(
        'InvalidOperation',
        'InternalTransportCertificate',
        'The internal transport certificate cannot be removed because that would cause the Microsoft Exchange Transport service to stop.',
        {
          target: 'Thumbprint',
          recommendedAction:
            'Give SMTP to another certificate first: Enable-ExchangeCertificate -Services SMTP -Force.',
        },
      )
    await site.store.remove(exchangeCertificate, found.value)
    const lost = services.filter((one) => one !== 'SMTP')
    return ok({
      warnings: lost.length > 0 ? [`These services have no certificate now: ${lost.join(', ')}.`] : [],
    })
  },
})

export const certificateCmdlets = [
  getCertificate,
  newCertificate,
  importCertificate,
  enableCertificate,
  exportCertificate,
  removeCertificate,
]
