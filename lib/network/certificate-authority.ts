import type { Noun, Site } from '@/lib/exchange'
import { type Authority, createAuthority } from './certificates'

/** The simulated Internet's certification authority. One object, made when it is first asked for a certificate. */
interface KeptAuthority {
  readonly rootPem: string
  readonly intermediatePem: string
  /** Both PKCS #8, sealed by the vault. */
  readonly rootKey: string
  readonly intermediateKey: string
}

export const certificateAuthority: Noun<KeptAuthority> = {
  class: 'CertificateAuthority',
  title: 'certification authority',
  secrets: ['rootKey', 'intermediateKey'],
}
export const authorityName = 'Example Certificate Authority'

/** The roots that the simulated world's computers trust, PEM. None as long as the authority has signed nothing. */
export async function authorityRoots({ store }: Pick<Site, 'store'>): Promise<string[]> {
  const kept = await store.find(certificateAuthority, authorityName)
  return kept ? [kept.properties.rootPem] : []
}

/** The authority with its keys; made at the first call. Call it within the transaction of a command. */
export async function openAuthority(site: Site): Promise<Authority> {
  const kept = (await site.store.find(certificateAuthority, authorityName)) ?? (await found(site))
  const { rootPem, intermediatePem, rootKey, intermediateKey } = kept.properties
  return {
    rootPem,
    intermediatePem,
    rootKeyPem: open(site, rootKey),
    intermediateKeyPem: open(site, intermediateKey),
  }
}

async function found(site: Site) {
  const { rootPem, intermediatePem, rootKeyPem, intermediateKeyPem } = await createAuthority(site.clock.now())
  const made = await site.store.insert(certificateAuthority, authorityName, {
    rootPem,
    intermediatePem,
    rootKey: site.vault.seal(rootKeyPem),
    intermediateKey: site.vault.seal(intermediateKeyPem),
  })
  // Of two at the same moment the first one's counts.
  const kept = made.ok ? made.value : await site.store.find(certificateAuthority, authorityName)
  if (!kept) throw new Error('The certification authority could not be kept.')
  return kept
}

function open({ vault }: Site, sealed: string): string {
  return vault.open({ kind: 'secure', prompt: '', sealed })
}
