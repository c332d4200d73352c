import type { Site } from '@/lib/exchange'
import {
  createPfx,
  createSelfSigned,
  exchangeHostNames,
  issueWithKey,
  openAuthority,
  type ProxyConfiguration,
  proxyConfiguration,
  proxyName,
} from '@/lib/network'
import { command, secure } from '@/lib/shell'
import { type DrillFacts, type Fault, keep } from '../drill'

const day = 86_400_000
const path = 'C:\\Windows\\Temp\\~drill.pfx'
const password = 'drill'

interface Made {
  readonly certificatePem: string
  readonly chainPem: readonly string[]
  readonly privateKeyPem: string
}

/** Signed by the authority that everybody trusts, for these names and these days from now. */
export async function issued(
  site: Site,
  names: readonly string[],
  from: number,
  until: number,
): Promise<Made> {
  const now = site.clock.now().getTime()
  return issueWithKey(await openAuthority(site), {
    commonName: names[0] ?? null,
    names,
    notBefore: new Date(now + from * day),
    notAfter: new Date(now + until * day),
  })
}

export async function selfSigned(site: Site, names: readonly string[]): Promise<Made> {
  const made = await createSelfSigned({ commonName: names[0] ?? '', names, now: site.clock.now() })
  if (!made.ok) throw new Error(made.error.message)
  return { ...made.value, chainPem: [] }
}

const configuredOf = (one: ProxyConfiguration | undefined) => one?.configured ?? null

/**
 * The reverse proxy shows another certificate, as after a binding was changed in IIS Manager: ARRConfig reads it, for
 * the names that it holds, then the host names and the path are put back. No file is left on the drive.
 */
export async function showInstead(
  { site, description }: DrillFacts,
  made: Made,
  names: readonly string[] = exchangeHostNames(description),
): Promise<Fault> {
  const pfx = await createPfx({ ...made, password })
  if (!pfx.ok) throw new Error(pfx.error.message)
  const before = configuredOf((await site.store.find(proxyConfiguration, proxyName))?.properties)
  return {
    keeps: [keep(proxyConfiguration, proxyName)],
    deeds: [
      ({ drive }) => drive.write(path, pfx.value),
      command(
        'ARRConfig',
        {
          cert: path,
          hostnames: names.join(','),
          targetserver: before?.targetServer,
          password: secure('The password of the certificate', site.vault.seal(password)),
        },
        ['config'],
      ),
      async ({ store, drive }) => {
        const now = await store.find(proxyConfiguration, proxyName)
        const configured = configuredOf(now?.properties)
        if (now && configured && before)
          await store.update(proxyConfiguration, now, {
            configured: {
              ...configured,
              hostNames: before.hostNames,
              certificatePath: before.certificatePath,
            },
          })
        await drive.remove(path)
      },
    ],
  }
}
