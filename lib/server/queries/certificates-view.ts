import { exchangeCertificate, exchangeServer, type Site } from '@/lib/exchange'
import { authorityRoots } from '@/lib/network'
import { exportedFile, type ListedCertificate } from '@/lib/wizards/certificate-facts'
import { listedCertificate } from '../facts/certificates'

/** What Email > Certificates shows. */
export interface CertificatesView {
  readonly now: Date
  readonly installed: boolean
  /** Requests first, then what ends first. */
  readonly rows: readonly ListedCertificate[]
  readonly selected: ListedCertificate | null
  /** Whether a PFX of the selected one lies on the drive. */
  readonly exported: boolean
  readonly hasAuthority: boolean
}

export async function certificatesView(site: Site, wanted: string | undefined): Promise<CertificatesView> {
  const now = site.clock.now()
  const [certificates, servers, roots] = await Promise.all([
    site.store.list(exchangeCertificate),
    site.store.list(exchangeServer),
    authorityRoots(site),
  ])
  const rows = certificates
    .map((one) => listedCertificate(one, now))
    .toSorted((a, b) => a.notAfter.localeCompare(b.notAfter))
  const selected = rows.find(({ thumbprint }) => thumbprint === wanted) ?? null
  return {
    now,
    installed: servers.some(({ properties }) => properties.roles.length > 0),
    rows,
    selected,
    exported: selected !== null && (await site.drive.read(exportedFile(selected.thumbprint))) !== null,
    hasAuthority: roots.length > 0,
  }
}
