import { createHash } from 'node:crypto'
import { createSecureContext } from 'node:tls'
import type { Server } from '@/lib/essentials'
import { exchangeCertificate, type Site, type Stored } from '@/lib/exchange'
import { createSelfSigned, findWebCertificate, type ProxyConfiguration, type World } from '@/lib/network'
import { secure } from '@/lib/shell'

/** A certificate with its key, as a web site of IIS is bound to it. */
export interface BoundCertificate {
  /** Changes with the certificate. */
  readonly id: string
  readonly certificatePem: string
  readonly chainPem: readonly string[]
  /** PKCS #8, opened when it is needed. */
  privateKey(): string
}

interface Sealed {
  readonly certificatePem: string
  readonly chainPem: readonly string[]
  readonly privateKey: string
}

/** What TLS can show; null, with a line in the log, when certificate and key cannot be used together. */
const usable = new Map<string, boolean>()

function bind({ certificatePem, chainPem, privateKey }: Sealed, { vault }: Site): BoundCertificate | null {
  const id = createHash('sha256')
    .update(certificatePem)
    .update(chainPem.join(''))
    .update(privateKey)
    .digest('hex')
  const open = () => vault.open(secure('Private key', privateKey))
  const bound = { id, certificatePem, chainPem, privateKey: open }
  if (!usable.has(id)) {
    if (usable.size > 200) usable.clear()
    usable.set(id, isUsable(bound))
  }
  return usable.get(id) ? bound : null
}

function isUsable({ certificatePem, chainPem, privateKey }: BoundCertificate): boolean {
  try {
    createSecureContext({ cert: [certificatePem, ...chainPem].join('\n'), key: privateKey() })
    return true
  } catch {
    return false
  }
}

/** What Remote Web Access was given on the Essentials server, what has the service IIS on Exchange; null: nothing. */
export async function certificateForWeb(site: Site, one: Stored<Server>): Promise<BoundCertificate | null> {
  const remote = one.properties.role === 'essentials' ? await findWebCertificate(site) : null
  return remote ? bind(remote, site) : certificateOfExchange(site, one.name)
}

async function certificateOfExchange(site: Site, serverName: string): Promise<BoundCertificate | null> {
  for (const { properties } of await site.store.list(exchangeCertificate)) {
    const { server, services, certificatePem, chainPem, privateKey } = properties
    if (server.toLowerCase() !== serverName.toLowerCase() || !services.includes('IIS') || !certificatePem)
      continue
    return bind({ certificatePem, chainPem, privateKey }, site)
  }
  return null
}

/** What ARRConfig was given for this name. */
export function certificateOfProxy(
  proxy: ProxyConfiguration | null,
  name: string,
  site: Site,
): BoundCertificate | null {
  if (!proxy?.configured?.hostNames.includes(name)) return null
  const { certificatePem, chainPem, privateKey } = proxy
  return certificatePem && privateKey
    ? bind({ certificatePem, chainPem: chainPem ?? [], privateKey }, site)
    : null
}

const selfSigned = new Map<string, Promise<BoundCertificate>>()

async function makeSelfSigned(
  commonName: string,
  names: readonly string[],
  now: Date,
): Promise<BoundCertificate> {
  const made = await createSelfSigned({ commonName, names, now })
  if (!made.ok) throw new Error(`No certificate for ${commonName}: ${made.error.message}`)
  const { certificatePem, privateKeyPem, facts } = made.value
  return { id: facts.thumbprint, certificatePem, chainPem: [], privateKey: () => privateKeyPem }
}

/** Made once for a name, and kept for as long as this process runs. */
export function ownCertificate(
  commonName: string,
  names: readonly string[],
  since: Date,
): Promise<BoundCertificate> {
  const key = JSON.stringify([commonName, names, since])
  const kept = selfSigned.get(key)
  if (kept) return kept
  if (selfSigned.size > 50) selfSigned.clear()
  const made = makeSelfSigned(commonName, names, since)
  selfSigned.set(key, made)
  made.catch(() => selfSigned.delete(key))
  return made
}

/**
 * What a server's own web site shows when nobody gave it another: on the Essentials server one for the name under
 * which it is on the Internet, elsewhere one for the computer. Valid for five years from when the server was set up.
 */
export function certificateOfServer({ description }: World, one: Stored<Server>): Promise<BoundCertificate> {
  const fullName = `${one.name}.${description?.localDomain ?? 'local'}`.toLowerCase()
  const names =
    one.properties.role === 'essentials' && description
      ? [description.essentials.internetName]
      : [one.name.toLowerCase(), fullName]
  return ownCertificate(one.name, names, one.whenCreated)
}
