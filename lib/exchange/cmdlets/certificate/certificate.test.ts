import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createPfx, createSelfSigned, parsePfx } from '@/lib/network'
import type { TestSite } from '@/lib/server/test-site'
import { absent, command, fileContent, pipe, present, secure, type Value } from '@/lib/shell'
import { contoso, done, thereAndBack } from '../../contoso-for-tests'

let site: TestSite
const folder = mkdtempSync(join(tmpdir(), 'exchange-certificate-'))

beforeAll(async () => {
  site = await contoso('2013')
})
afterAll(async () => site.close())

function run(name: string, args: Record<string, Value> = {}) {
  return site.run(command(name, args))
}

async function errorOf(name: string, args: Record<string, Value> = {}) {
  const result = await run(name, args)
  return result.ok ? null : result.error
}

function password(text = 'secret') {
  return secure('The password of your cert', site.site.vault.seal(text))
}

/** A PFX on the site's drive. */
async function putPfx(path: string, name = 'mail.contoso.com', now = new Date()): Promise<string> {
  const made = await createSelfSigned({ commonName: name, names: [name], now })
  if (!made.ok) throw new Error(made.error.message)
  const pfx = await createPfx({ ...made.value, chainPem: [], password: 'secret' })
  if (!pfx.ok) throw new Error(pfx.error.message)
  await site.site.drive.write(path, pfx.value)
  return made.value.facts.thumbprint
}

async function certificates(): Promise<Record<string, Record<string, unknown>>> {
  const { output = [] } = await done(run('Get-ExchangeCertificate'))
  return Object.fromEntries(output.map((one) => [(one as { Thumbprint: string }).Thumbprint, { ...one }]))
}

describe('The certificate line of the guide', () => {
  it('imports the PFX and gives it all four services, and is taken back whole', async () => {
    const thumbprint = await putPfx('C:\\Certificates\\contoso.pfx')
    const line = pipe(
      command('Import-ExchangeCertificate', {
        FileData: fileContent('c:\\certificates\\CONTOSO.pfx'),
        Password: password(),
        Force: present,
      }),
      command('Enable-ExchangeCertificate', { Services: 'POP, IIS, IMAP, SMTP', Force: present }),
    )
    const { before, between, after } = await thereAndBack(site, line)
    expect(between).not.toEqual(before)
    expect(after).toEqual(before)
    await done(site.run(line))
    const all = await certificates()
    expect(all[thumbprint]).toMatchObject({
      Services: 'IP.WS.',
      Subject: 'CN=mail.contoso.com',
      Status: 'Valid',
    })
    const [own] = Object.values(all).filter(({ Thumbprint }) => Thumbprint !== thumbprint)
    expect(own).toMatchObject({ Services: '....S.' })
  })

  it('is refused for a wrong password, a missing file and a certificate that is there', async () => {
    const FileData = fileContent('C:\\Certificates\\contoso.pfx')
    expect(
      await errorOf('Import-ExchangeCertificate', { FileData, Password: password('wrong') }),
    ).toMatchObject({
      errorId: 'PfxPasswordIncorrect',
      target: 'Password',
    })
    expect(
      await errorOf('Import-ExchangeCertificate', { FileData: fileContent('C:\\no.pfx') }),
    ).toMatchObject({
      errorId: 'PathNotFound',
      target: 'FileData',
    })
    expect(await errorOf('Import-ExchangeCertificate', { FileData, Password: password() })).toMatchObject({
      errorId: 'CertificateAlreadyExists',
    })
  })

  it('is refused for a certificate that has expired', async () => {
    const thumbprint = await putPfx('C:\\old.pfx', 'old.contoso.com', new Date('2010-01-01'))
    const { warnings } = await done(
      run('Import-ExchangeCertificate', { FileData: fileContent('C:\\old.pfx'), Password: password() }),
    )
    expect(warnings?.[0]).toContain('expired')
    expect(
      await errorOf('Enable-ExchangeCertificate', { Thumbprint: thumbprint, Services: 'IIS' }),
    ).toMatchObject({
      message: expect.stringContaining('reason: DateInvalid'),
    })
  })
})

describe('The internal transport certificate', () => {
  it('stays until another one takes its place', async () => {
    const [serving] = Object.values(await certificates()).filter(({ Services }) => Services === 'IP.WS.')
    const Thumbprint = String(serving?.Thumbprint)
    expect(await errorOf('Remove-ExchangeCertificate', { Thumbprint })).toMatchObject({
      errorId: 'InternalTransportCertificate',
    })
    const thumbprint = await putPfx('C:\\new.pfx', 'new.contoso.com')
    await done(
      run('Import-ExchangeCertificate', { FileData: fileContent('C:\\new.pfx'), Password: password() }),
    )
    const kept = await done(run('Enable-ExchangeCertificate', { Thumbprint: thumbprint, Services: 'SMTP' }))
    expect(kept.warnings?.[0]).toContain('existing default SMTP certificate was kept')
    await done(
      run('Enable-ExchangeCertificate', { Thumbprint: thumbprint, Services: 'SMTP', Force: present }),
    )
    const { warnings, undo } = await done(run('Remove-ExchangeCertificate', { Thumbprint, Confirm: absent }))
    expect(warnings).toEqual(['These services have no certificate now: IMAP, POP, IIS.'])
    expect(undo).toBeUndefined()
  })
})

describe('A certificate request', () => {
  const subject = 'C=US, S=Washington, L=Redmond, O=contoso, OU=contoso, CN=mail.contoso.com'

  it('is a real one, waits for its certificate, and is completed by it', async () => {
    const { output } = await done(
      run('New-ExchangeCertificate', {
        GenerateRequest: present,
        SubjectName: subject,
        DomainName: 'mail.contoso.com, autodiscover.contoso.com',
        PrivateKeyExportable: true,
        RequestFile: 'C:\\Docs\\MyCertRequest.req',
      }),
    )
    const request = output?.[0] as { Request: string; Thumbprint: string; Status: string }
    expect(request.Status).toBe('PendingRequest')
    const [csr, key, root, answer] = ['my.req', 'ca.key', 'ca.cer', 'my.cer'].map((name) =>
      join(folder, name),
    )
    writeFileSync(csr ?? '', (await site.site.drive.read('c:\\docs\\mycertrequest.req')) ?? '')
    expect(request.Request).toMatch(/^-----BEGIN NEW CERTIFICATE REQUEST-----/)
    const openssl = (...args: string[]) => execFileSync('openssl', args, { encoding: 'utf8', stdio: 'pipe' })
    expect(openssl('req', '-in', csr ?? '', '-noout', '-subject', '-verify')).toContain('mail.contoso.com')
    expect(
      await errorOf('Enable-ExchangeCertificate', { Thumbprint: request.Thumbprint, Services: 'IIS' }),
    ).toMatchObject({
      message: expect.stringContaining('reason: PrivateKeyMissing'),
    })

    openssl(
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-keyout',
      key ?? '',
      '-out',
      root ?? '',
      '-subj',
      '/CN=CA',
    )
    openssl(
      'x509',
      '-req',
      '-in',
      csr ?? '',
      '-CA',
      root ?? '',
      '-CAkey',
      key ?? '',
      '-CAcreateserial',
      '-days',
      '30',
      '-copy_extensions',
      'copy',
      '-out',
      answer ?? '',
    )
    await site.site.drive.write('C:\\my.cer', readFileSync(answer ?? ''))
    const completed = await done(run('Import-ExchangeCertificate', { FileData: fileContent('C:\\my.cer') }))
    const certificate = completed.output?.[0] as { Thumbprint: string }
    expect(certificate).toMatchObject({
      Status: 'Valid',
      RootCAType: 'ThirdParty',
      CertificateDomains: ['mail.contoso.com', 'autodiscover.contoso.com'],
    })
    await done(run('Enable-ExchangeCertificate', { Thumbprint: certificate.Thumbprint, Services: 'IIS' }))

    const exported = await done(
      run('Export-ExchangeCertificate', {
        Thumbprint: certificate.Thumbprint,
        Password: password('out'),
        FileName: 'C:\\out.pfx',
      }),
    )
    expect(exported.output?.[0]).toMatchObject({ FileName: 'C:\\out.pfx' })
    const file = await site.site.drive.read('C:\\out.pfx')
    const read = await parsePfx(file ?? new Uint8Array(), 'out')
    expect(read.ok && read.value.certificate.thumbprint).toBe(certificate.Thumbprint)
  })

  it('is taken back by removing it', async () => {
    const { before, after } = await thereAndBack(
      site,
      command('New-ExchangeCertificate', { GenerateRequest: present, SubjectName: subject }),
    )
    expect(after).toEqual(before)
  })

  it('shows a wrong subject at its parameter', async () => {
    expect(
      await errorOf('New-ExchangeCertificate', { GenerateRequest: present, SubjectName: 'C=United States' }),
    ).toMatchObject({ target: 'SubjectName' })
  })
})

describe('A self-signed certificate', () => {
  it('is issued for the names that were given, served, and taken back', async () => {
    const args = {
      SubjectName: 'CN=mail.contoso.com',
      DomainName: 'mail.contoso.com',
      Services: 'IIS, SMTP',
      Force: present,
    }
    const { before, between, after } = await thereAndBack(site, command('New-ExchangeCertificate', args))
    expect(between).not.toEqual(before)
    expect(after).toEqual(before)
  })

  it('whose key may not be exported is not', async () => {
    const { output } = await done(run('New-ExchangeCertificate', { DomainName: 'a.contoso.com' }))
    const Thumbprint = (output?.[0] as { Thumbprint: string } | undefined)?.Thumbprint ?? ''
    expect(await errorOf('Export-ExchangeCertificate', { Thumbprint, Password: password() })).toMatchObject({
      errorId: 'PrivateKeyNotExportable',
    })
  })
})
