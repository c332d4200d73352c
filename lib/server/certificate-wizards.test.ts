import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  contosoExample,
  installExchangeRunbook,
  joinServerRunbook,
  type SiteDescription,
  siteAlerts,
  siteParameters,
} from '@/lib/essentials'
import { exchangeCertificate } from '@/lib/exchange'
import { authorityRoots, type CertificateMatrix, findWebCertificate } from '@/lib/network'
import { OPENSSL_VERSION, Openssl } from '@/lib/network/certificates/openssl-for-tests'
import type { Runbook } from '@/lib/runbooks/runbook'
import { type Command, command, printCommand, secure } from '@/lib/shell'
import { type Answers, checkAnswers, loadWizard, type WizardId, withSuggestions } from '@/lib/wizards'
import { exportedFile } from '@/lib/wizards/certificate-facts'
import { certificateFacts } from './facts/certificates'
import { siteCertificateMatrix } from './queries/certificate-matrix'
import { type TestSite, testSite } from './test-site'
import { vault } from './vault'

let site: TestSite
afterEach(() => site.close())

const description: SiteDescription = { ...contosoExample, autodiscover: 'a' }
const onWindows2008: SiteDescription = {
  ...description,
  exchange: { ...description.exchange, windows: '2008 R2' },
}
const zone = description.internetDomain
const [address = ''] = description.publicAddresses
const password = 'correct horse battery'
const seal = (_: string, prompt: string) => secure(prompt, vault.seal(password))

async function run(...commands: readonly Command[]) {
  for (const one of commands) {
    const result = await site.run(one)
    if (!result.ok) throw new Error(`${printCommand(one)}\n${result.error.errorId}: ${result.error.message}`)
  }
}
const commandsOf = ({ steps }: Runbook) => steps.map((step) => step.command)

async function installed(version: '2010' | '2013', about: SiteDescription = description) {
  site = await testSite()
  const parameters = { ...siteParameters(about), PublicAddresses: [...about.publicAddresses] }
  await run(command('Set-SiteDescription', parameters), ...commandsOf(joinServerRunbook(about)))
  await run(
    ...commandsOf(
      installExchangeRunbook({
        description: about,
        version,
        managementTools: true,
        administrator: 'admin',
      }),
    ),
  )
}

async function publish(...names: string[]) {
  await run(
    ...names.map((Name) => command('Add-ProviderDnsRecord', { Zone: zone, Name, Type: 'A', Data: address })),
  )
}

/** What a wizard compiles to, after its own rules found nothing wrong. */
async function compiled(id: WizardId, subject = '', given: Answers = {}) {
  const [wizard, facts] = await Promise.all([
    loadWizard(id),
    certificateFacts(site.site, description, subject),
  ])
  const answers = withSuggestions(wizard, facts, given)
  expect(checkAnswers(wizard, facts, answers), id).toEqual([])
  const checks = wizard.pages.flatMap((page) => page.checks?.(facts, answers) ?? [])
  expect(checks.filter(({ state }) => state === 'fail')).toEqual([])
  return wizard.compile(facts, answers, seal)
}

async function play(id: WizardId, subject = '', given: Answers = {}) {
  await run(...commandsOf(await compiled(id, subject, given)))
}

async function named(name: string) {
  const all = await site.site.store.list(exchangeCertificate)
  return all.find(({ properties }) => properties.certificateDomains.includes(name))
}

/** From the request to a certificate that serves everything. */
async function obtain() {
  await publish('mail', 'autodiscover', 'remote')
  await play('request-certificate')
  await play('submit-request', 'pending')
  await play('complete-request', 'pending')
  return (await named('mail.contoso.com'))?.name ?? ''
}

const openssl = new Openssl()
afterAll(() => openssl.close())

describe.each(['2010', '2013'] as const)('the whole way on Exchange %s', (version) => {
  it('leads from a request to a certificate of the authority in service, and out again as a PFX', async () => {
    await installed(version, version === '2010' ? onWindows2008 : description)
    const thumbprint = await obtain()
    const kept = await named('mail.contoso.com')
    expect(kept?.properties).toMatchObject({
      status: 'Valid',
      certificateDomains: ['mail.contoso.com', 'autodiscover.contoso.com', 'remote.contoso.com'],
      services: ['IMAP', 'POP', 'IIS', 'SMTP'],
      internalTransport: true,
      facts: { issuer: 'CN=Example Certificate Authority E1, O=Example Certificate Authority' },
    })
    await play('export-certificate', thumbprint, { password, confirmation: password })
    const file = await site.site.drive.read(exportedFile(thumbprint))
    expect(file?.length).toBeGreaterThan(3000)
    if (!OPENSSL_VERSION) return
    openssl.write('out.pfx', file ?? '')
    const [root] = await authorityRoots(site.site)
    openssl.write('root.pem', root ?? '')
    openssl.run('pkcs12', '-in', 'out.pfx', '-passin', `pass:${password}`, '-nokeys', '-out', 'chain.pem')
    const attime = String(Math.floor(site.site.clock.now().getTime() / 1000) + 60)
    const chain = ['-CAfile', 'root.pem', '-untrusted', 'chain.pem', 'chain.pem']
    expect(
      openssl.run('verify', '-attime', attime, '-verify_hostname', 'remote.contoso.com', ...chain),
    ).toContain('OK')
    expect(() => openssl.run('pkcs12', '-in', 'out.pfx', '-passin', 'pass:wrong', '-nokeys')).toThrow()
  })

  it('renews it: a new key and the same names, while the old one goes on serving', async () => {
    await installed(version, version === '2010' ? onWindows2008 : description)
    const before = await obtain()
    await play('renew-certificate', before)
    expect((await site.site.store.find(exchangeCertificate, before))?.properties.services).toHaveLength(4)
    await play('submit-request', 'pending')
    await play('complete-request', 'pending')
    const all = await site.site.store.list(exchangeCertificate)
    const serving = all.filter(({ properties }) => properties.services.includes('IIS'))
    expect(serving.map(({ name }) => name)).not.toContain(before)
    expect(serving[0]?.properties.certificateDomains).toEqual([
      'mail.contoso.com',
      'autodiscover.contoso.com',
      'remote.contoso.com',
    ])
    await play('remove-certificate', before)
    expect(await site.site.store.find(exchangeCertificate, before)).toBeNull()
  })
})

describe('the authority', () => {
  beforeEach(() => installed('2013'))
  const submit = async () => {
    const [write, send] = commandsOf(await compiled('submit-request', 'pending'))
    if (write) await run(write)
    return send ? site.run(send) : null
  }

  it('refuses a name that does not lead to the site, and signs it as soon as it does', async () => {
    await play('request-certificate')
    await publish('mail', 'remote')
    expect(await submit()).toMatchObject({
      error: {
        errorId: 'DomainNotValidated',
        message: expect.stringContaining('autodiscover.contoso.com: the public DNS has no such name'),
      },
    })
    expect(await authorityRoots(site.site)).toEqual([])
    await publish('autodiscover')
    expect(await submit()).toMatchObject({ ok: true })
    expect(await authorityRoots(site.site)).toHaveLength(1)
  })

  it('refuses names of the office and a request that was altered', async () => {
    await run(
      command('New-ExchangeCertificate', {
        GenerateRequest: { kind: 'switch', present: true },
        SubjectName: 'CN=exch01.contoso.local',
        RequestFile: 'C:\\inside.req',
      }),
    )
    const send = command('Submit-CertificateRequest', { RequestFile: 'C:\\inside.req', OutFile: 'C:\\a.p7b' })
    expect(await site.run(send)).toMatchObject({ error: { errorId: 'InternalNameNotAllowed' } })
    const der = Buffer.from(
      Buffer.from((await site.site.drive.read('C:\\inside.req')) ?? '')
        .toString()
        .replace(/-----[^-]+-----|\s/g, ''),
      'base64',
    )
    der[der.lastIndexOf('local')] = 0x76
    await site.site.drive.write('C:\\inside.req', der)
    expect(await site.run(send)).toMatchObject({ error: { errorId: 'RequestSignatureInvalid' } })
  })

  it('answers once: the answer of one request completes no other', async () => {
    await publish('mail', 'autodiscover', 'remote')
    await play('request-certificate')
    await play('submit-request', 'pending')
    const answered = await certificateFacts(site.site, description, 'pending')
    expect(answered?.answered).toBe(true)
    await play('remove-certificate', answered?.certificate?.thumbprint ?? '')
    await play('request-certificate')
    const bring = command('Import-ExchangeCertificate', { FileName: answered?.answerPath ?? '' })
    expect(await site.run(bring)).toMatchObject({ error: { errorId: 'CertificateKeyMismatch' } })
  })
})

describe('a PFX for Remote Web Access', () => {
  it('is taken when it holds the name, and given back', async () => {
    await installed('2013')
    const thumbprint = await obtain()
    await play('export-certificate', thumbprint, { password, confirmation: password })
    await play('remote-certificate', '', { password })
    expect((await findWebCertificate(site.site))?.facts.thumbprint).toBe(thumbprint)
    const give = (DomainName: string, CertificatePath: string) =>
      site.run(
        command('Set-WssDomainNameConfiguration', {
          DomainName,
          CertificatePath,
          CertificateFilePassword: seal('', ''),
        }),
      )
    expect(await give('mail.contoso.com', exportedFile(thumbprint))).toMatchObject({
      error: { errorId: 'DomainNameDiffers' },
    })
    await play('self-signed-certificate', '', { names: 'other.contoso.com' })
    const other = (await named('other.contoso.com'))?.name ?? ''
    await play('export-certificate', other, { password, confirmation: password })
    expect(await give('remote.contoso.com', exportedFile(other))).toMatchObject({
      error: { errorId: 'CertificateNameMissing', target: 'CertificatePath' },
    })
    await run(command('Remove-WssDomainNameCertificate'))
    expect(await findWebCertificate(site.site)).toBeNull()
  })
})

describe('the alerts', () => {
  it('come 30 days before the end and at the end, with the names and the way to renew', async () => {
    await installed('2013')
    const thumbprint = await obtain()
    const end = Date.parse((await named('mail.contoso.com'))?.properties.facts?.notAfter ?? '')
    // Each transaction reads the clock anew.
    const ours = () =>
      site.inTransaction(async (fresh) =>
        (await siteAlerts(fresh)).filter(({ id }) => id === `certificate/${thumbprint}`),
      )
    const most = 2_000_000
    const moveTo = async (moment: number) => {
      const now = await site.inTransaction(async ({ clock }) => clock.now())
      let left = Math.ceil((moment - now.getTime()) / 1000)
      for (; left > most; left -= most) await run(command('Start-Sleep', { Seconds: most }))
      await run(command('Start-Sleep', { Seconds: left }))
    }
    const day = 86_400_000
    await moveTo(end - 31 * day)
    expect(await ours()).toEqual([])
    await moveTo(end - 30 * day + 1000)
    expect(await ours()).toMatchObject([
      {
        severity: 'warning',
        title: 'The certificate of mail.contoso.com expires in 29 days',
        cause: expect.stringContaining('remote.contoso.com'),
        link: { href: `/do/renew-certificate?for=${thumbprint}&back=/alerts` },
      },
    ])
    await moveTo(end + 1000)
    expect(await ours()).toMatchObject([
      { severity: 'critical', title: 'The certificate of mail.contoso.com has expired' },
    ])
  })
})

describe('the matrix on the wire', () => {
  const cell = (
    { places, rows }: CertificateMatrix,
    name: string,
    place: CertificateMatrix['places'][number],
  ) => rows.find((row) => row.name === name)?.cells[places.indexOf(place)]

  it('says of each name what is shown for it, from the beginning until all is covered', async () => {
    await installed('2013')
    const first = await siteCertificateMatrix(site.site)
    expect(cell(first, 'exch01.contoso.local', 'office')).toMatchObject({ state: 'untrusted' })
    expect(cell(first, 'remote.contoso.com', 'internet')).toMatchObject({
      state: 'none',
      consequence: expect.stringContaining('leads nowhere'),
    })
    await run(
      ...['25', '80', '443'].map((port) =>
        command('Add-RouterForward', {
          Port: Number(port),
          Address: port === '25' ? description.exchange.address : description.essentials.address,
        }),
      ),
      command('Install-ApplicationRequestRouting'),
    )
    const thumbprint = await obtain()
    await play('export-certificate', thumbprint, { password, confirmation: password })
    await play('remote-certificate', '', { password })
    await run(
      command('Get-OwaVirtualDirectory', {}),
      command(
        'ARRConfig',
        {
          cert: exportedFile(thumbprint),
          hostnames: 'mail.contoso.com,autodiscover.contoso.com',
          password: seal('', ''),
        },
        ['config'],
      ),
      command('Set-OwaVirtualDirectory', {
        Identity: 'EXCH01\\owa (Default Web Site)',
        ExternalUrl: 'https://mail.contoso.com/owa',
      }),
      command('Start-Sleep', { Seconds: 7200 }),
    )
    const after = await siteCertificateMatrix(site.site)
    for (const name of ['mail.contoso.com', 'autodiscover.contoso.com', 'remote.contoso.com'])
      expect(cell(after, name, 'internet'), name).toMatchObject({ state: 'covered' })
    expect(cell(after, 'exch01.contoso.local', 'office')).toMatchObject({ state: 'missing' })
  })
})
