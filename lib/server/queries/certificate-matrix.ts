import { findDescription } from '@/lib/essentials'
import type { Site } from '@/lib/exchange'
import { type CertificateMatrix, certificateMatrix, certificateUses, seeCertificate } from '@/lib/network'

/** Every name that the site uses, and the certificate that is shown for it now: all asked side by side. */
export async function siteCertificateMatrix(site: Site): Promise<CertificateMatrix> {
  const [description, uses] = await Promise.all([findDescription(site), certificateUses(site)])
  const mailHost = description?.exchange.internetName ?? ''
  const seen = await Promise.all(
    uses.map(async (use) => ({ ...use, seen: await seeCertificate(use, site.network, mailHost) })),
  )
  return certificateMatrix(seen, site.clock.now())
}
