import type { SiteDescription } from '@/lib/essentials'
import {
  type ExchangeCertificate,
  exchangeCertificate,
  exchangeServer,
  type Site,
  type Stored,
} from '@/lib/exchange'
import { certificateCovers, certificateUses, exchangeHostNames } from '@/lib/network'
import {
  type CertificateWizardFacts,
  certificateFile,
  exportedFile,
  type ListedCertificate,
  nameOf,
} from '@/lib/wizards/certificate-facts'

export function listedCertificate(
  { name, properties }: Stored<ExchangeCertificate>,
  now: Date,
): ListedCertificate {
  const { facts, status, privateKeyExportable, certificateDomains, ...one } = properties
  return {
    thumbprint: name,
    server: one.server,
    subject: one.subject,
    issuer: facts?.issuer ?? '',
    friendlyName: one.friendlyName,
    names: certificateDomains,
    services: one.services,
    internalTransport: one.internalTransport,
    notBefore: facts?.notBefore ?? '',
    notAfter: facts?.notAfter ?? '',
    expired: facts !== null && Date.parse(facts.notAfter) <= now.getTime(),
    selfSigned: facts?.selfSigned ?? false,
    pending: status === 'PendingRequest',
    exportable: privateKeyExportable && status === 'Valid',
  }
}

/** Requests first, the newest first: what a wizard that was opened for nothing special is about. */
function newestPending(all: readonly Stored<ExchangeCertificate>[]): Stored<ExchangeCertificate> | undefined {
  return all
    .filter(({ properties }) => properties.status === 'PendingRequest')
    .toSorted((a, b) => b.whenCreated.getTime() - a.whenCreated.getTime())[0]
}

/** What was exported for a certificate that holds this name; empty where nothing was. */
async function exportedFor(name: string, all: readonly Stored<ExchangeCertificate>[], { drive }: Site) {
  const fit = all.filter(({ properties }) => certificateCovers(properties.certificateDomains, name))
  for (const one of fit) if (await drive.read(exportedFile(one.name))) return exportedFile(one.name)
  return ''
}

/**
 * @param subject a thumbprint; `pending` for the newest request; empty for a new certificate
 * @returns null where Exchange is not installed, or there is no such certificate
 */
export async function certificateFacts(
  site: Site,
  description: SiteDescription,
  subject: string,
): Promise<CertificateWizardFacts | null> {
  const [server] = (await site.store.list(exchangeServer)).filter(
    ({ properties }) => properties.roles.length > 0,
  )
  if (!server) return null
  const all = await site.store.list(exchangeCertificate)
  const chosen =
    subject === 'pending' ? newestPending(all) : all.find(({ name }) => name === subject.toUpperCase())
  if (!chosen && subject !== '' && subject !== 'pending') return null
  const now = site.clock.now()
  const certificate = chosen ? listedCertificate(chosen, now) : null
  const names = [...exchangeHostNames(description), description.essentials.internetName]
  const file = (kind: 'req' | 'p7b') =>
    certificateFile(
      certificate?.thumbprint ?? null,
      certificate ? nameOf(certificate) : (names[0] ?? ''),
      kind,
    )
  return {
    version: server.properties.version,
    server: server.name,
    organization: description.organization,
    certificate,
    others: all.filter((one) => one !== chosen).map((one) => listedCertificate(one, now)),
    names,
    remoteName: description.essentials.internetName,
    uses: await certificateUses(site),
    requestPath: file('req'),
    answerPath: file('p7b'),
    answered: (await site.drive.read(file('p7b'))) !== null,
    pfxPath: await exportedFor(description.essentials.internetName, all, site),
  }
}
