import { aliased, mandatory, piped, type Result, refuse, text } from '@/lib/shell'
import { type ExchangeCertificate, exchangeCertificate } from '../../organization/exchange-certificate'
import type { Site, Stored } from '../../store'
import { type ExchangeServer, exchangeServer } from '../../topology/exchange-server'
import { requireObject } from '../find-object'

/** `SRV\thumbprint` or the thumbprint alone, with or without spaces. */
export const thumbprint = piped(mandatory(aliased(text, 'Identity'), 1))

export async function requireCertificate(
  site: Site,
  given: string,
): Promise<Result<Stored<ExchangeCertificate>>> {
  const wanted = (given.split('\\').at(-1) ?? given).replace(/[\s\u200e]/g, '').toUpperCase()
  const found = await site.store.find(exchangeCertificate, wanted)
  return found
    ? { ok: true, value: found }
    : refuse(
        'ObjectNotFound',
        'CertificateNotFound',
        `The certificate with thumbprint ${wanted.slice(0, 64)} was not found.`,
        { target: 'Thumbprint', recommendedAction: 'Get-ExchangeCertificate lists the certificates.' },
      )
}

/** The server that was named, or the first one that has certificates: one with roles. */
export async function requireCertificateServer(
  site: Site,
  name: string | undefined,
): Promise<Result<Stored<ExchangeServer>>> {
  if (name !== undefined) return requireObject(site, exchangeServer, name.split('.')[0] ?? name, 'Server')
  const servers = await site.store.list(exchangeServer)
  const first = servers.find(({ properties }) => properties.roles.length > 0)
  return first
    ? { ok: true, value: first }
    : refuse(
        'ObjectNotFound',
        'NoExchangeServer',
        'There is no Exchange server that could use a certificate.',
        {
          target: 'Server',
        },
      )
}
