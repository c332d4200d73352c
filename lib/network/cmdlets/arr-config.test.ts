import { createPrivateKey, X509Certificate } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { server, siteDescription } from '@/lib/essentials'
import type { Site } from '@/lib/exchange'
import { siteCommands } from '@/lib/runbooks/commands'
import { type TestSite, testSite } from '@/lib/server/test-site'
import { command, secure } from '@/lib/shell'
import { createPfx, createSelfSigned } from '../certificates'
import { proxyConfiguration, proxyName } from '../reverse-proxy'
import { layOut } from '../testing/contoso'
import { rehearsals } from '../testing/rehearsal'

const path = 'C:\\Certificates\\contoso.pfx'
const install = command('Install-ApplicationRequestRouting')

let place: TestSite
let password: ReturnType<typeof secure>
beforeAll(async () => {
  place = await testSite()
  password = secure('Password', place.site.vault.seal('correct horse'))
  await place.inTransaction(async (site) => {
    await layOut(site)
    await site.drive.write(path, await pfx(site, ['mail.contoso.com']))
    await site.drive.write('C:\\wild.pfx', await pfx(site, ['*.contoso.com']))
    await site.drive.write('C:\\noise.pfx', new TextEncoder().encode('this is no certificate'))
  })
})
afterAll(() => place.close())
const rehearse = rehearsals(() => place, siteCommands)

async function pfx(site: Site, names: readonly string[]): Promise<Uint8Array> {
  const made = await createSelfSigned({ commonName: 'contoso', names, now: site.clock.now() })
  if (!made.ok) throw new Error(made.error.message)
  const { certificatePem, privateKeyPem } = made.value
  const file = await createPfx({ certificatePem, chainPem: [], privateKeyPem, password: 'correct horse' })
  if (!file.ok) throw new Error(file.error.message)
  return file.value
}

const arrConfig = (more: Record<string, unknown> = {}) =>
  command('ARRConfig', { cert: path, hostnames: 'mail.contoso.com', password, ...more }, ['config'])

it('passes the host names on to Exchange and leaves all others on the Essentials server', () =>
  rehearse(async ({ site, run }) => {
    await run(install)
    await run(command('Add-RouterForward', { Port: 443, Address: '192.168.0.2' }))
    await run(arrConfig())
    const poweredBy = async (name: string) => {
      const url = `https://${name}/`
      const met = await site.network.request({ url, address: '192.168.0.2', from: 'inside' })
      return met.kind === 'answered'
        ? { names: met.certificate?.names, by: met.headers['x-powered-by'] }
        : met
    }
    expect(await poweredBy('mail.contoso.com')).toEqual({
      names: expect.arrayContaining(['mail.contoso.com']),
      by: expect.stringContaining('ARR'),
    })
    expect(await poweredBy('remote.contoso.com')).toMatchObject({ by: 'ASP.NET' })
    await run(command('Remove-ArrConfiguration'))
    expect(await poweredBy('mail.contoso.com')).toMatchObject({ by: 'ASP.NET' })
  }))

it('takes several names with commas between them, and a wildcard certificate for all of them', () =>
  rehearse(async ({ run }) => {
    await run(install)
    const { output } = await run(
      arrConfig({ cert: 'C:\\wild.pfx', hostnames: 'mail.contoso.com, Autodiscover.contoso.com' }),
    )
    expect(output).toEqual([
      { HostName: 'mail.contoso.com', TargetServer: 'EXCH01' },
      { HostName: 'autodiscover.contoso.com', TargetServer: 'EXCH01' },
    ])
  }))

it.each([
  [{ hostnames: 'mail.contoso.com,autodiscover.contoso.com' }, 'HostNameNotInCertificate', 'hostnames'],
  [{ hostnames: 'owa.mail.contoso.com', cert: 'C:\\wild.pfx' }, 'HostNameNotInCertificate', 'hostnames'],
  [{ hostnames: 'remote.contoso.com', cert: 'C:\\wild.pfx' }, 'HostNameIsEssentials', 'hostnames'],
  [{ hostnames: 'https://mail.contoso.com/owa' }, 'NameHasScheme', 'hostnames'],
  [{ cert: 'C:\\nothing.pfx' }, 'CertificateFileNotFound', 'cert'],
  [{ targetserver: 'OTHER' }, 'TargetServerNotFound', 'targetserver'],
  [{ password: undefined }, 'MissingMandatoryParameter', 'password'],
])('refuses %j', (more, errorId, target) =>
  rehearse(async ({ run, attempt }) => {
    await run(install)
    expect(await attempt(arrConfig(more))).toMatchObject({ ok: false, error: { errorId, target } })
  }),
)

it('refuses a file that is no certificate, and says it of the file', () =>
  rehearse(async ({ run, attempt }) => {
    await run(install)
    expect(await attempt(arrConfig({ cert: 'C:\\noise.pfx' }))).toMatchObject({ error: { target: 'cert' } })
  }))

it('is not there before ARR is, nor useful without URL Rewrite', () =>
  rehearse(async ({ run, attempt }) => {
    expect(await attempt(arrConfig())).toMatchObject({ error: { errorId: 'ArrNotInstalled' } })
    await run(command('Install-ApplicationRequestRouting', { UrlRewrite: false }))
    expect(await attempt(arrConfig())).toMatchObject({ error: { errorId: 'UrlRewriteMissing' } })
    await run(install)
    await run(arrConfig())
  }))

it('wants the target server named while migrating', () =>
  rehearse(async ({ site, run, attempt }) => {
    await run(install)
    const described = await site.store.find(siteDescription, 'Site')
    if (described) await site.store.update(siteDescription, described, { scenario: 'migration' })
    expect(await attempt(arrConfig())).toMatchObject({ error: { errorId: 'TargetServerNeeded' } })
    await run(arrConfig({ targetserver: 'exch01.contoso.local' }))
  }))

it('is installed with an error that can be ignored, and with Remote Desktop Gateway stopped', () =>
  rehearse(async ({ site, run }) => {
    const { warnings } = await run(install)
    expect(warnings?.join(' ')).toMatch(/KB2589179.*ignored.*Restart-Service TSGateway/)
    const gateway = async () =>
      (await site.store.find(server, 'ESSENTIALS'))?.properties.services.TSGateway?.state
    expect(await gateway()).toBe('Stopped')
    await run(command('Restart-Service', { Name: 'TSGateway' }))
    expect(await gateway()).toBe('Running')
  }))

it('keeps the key for TLS sealed, and forgets it with the configuration', () =>
  rehearse(async ({ site, run }) => {
    await run(install)
    await run(arrConfig())
    const kept = async () => (await site.store.find(proxyConfiguration, proxyName))?.properties
    const { certificatePem = '', privateKey } = (await kept()) ?? {}
    expect(privateKey).not.toContain('PRIVATE KEY')
    const key = createPrivateKey(site.vault.open(secure('Key', privateKey ?? '')))
    expect(new X509Certificate(certificatePem ?? '').checkPrivateKey(key)).toBe(true)
    expect(proxyConfiguration.secrets).toEqual(['privateKey'])
    await run(command('Remove-ArrConfiguration'))
    expect(await kept()).toMatchObject({ certificatePem: null, privateKey: null })
  }))
