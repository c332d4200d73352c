import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Result } from '@/lib/shell'
import { createRequest } from './certificate-request'
import { completeRequest } from './complete-request'
import { createPfx } from './create-pfx'
import { OPENSSL_VERSION, Openssl } from './openssl-for-tests'
import { parsePfx } from './pfx'
import { createSelfSigned } from './self-signed'

function valueFrom<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error.errorId}: ${result.error.message}`)
  return result.value
}

const idOf = (result: Result<unknown>) =>
  result.ok ? 'ok' : `${result.error.errorId} at ${result.error.target}`

const SUBJECT = 'C=US, S=Washington, L=Redmond, O="Contoso, Ltd.", OU=Größe, CN=mail.contoso.com'
const NOW = new Date('2025-03-01T10:20:30.456Z')

describe.skipIf(!OPENSSL_VERSION)('what is made here, before openssl as the judge', () => {
  let openssl: Openssl
  beforeAll(() => {
    openssl = new Openssl()
    openssl.selfSigned('root', { subject: '/CN=Contoso Root' })
  })
  afterAll(() => openssl.close())

  test('a request verifies, and asks for the subject and the names', async () => {
    const request = valueFrom(
      await createRequest({ subject: SUBJECT, names: ['autodiscover.contoso.com', '*.Bücher.example'] }),
    )
    expect(request.pem).toMatch(/^-----BEGIN NEW CERTIFICATE REQUEST-----\n/)
    openssl.write('mail.req', request.pem)
    const shown = openssl.run(
      'req',
      '-in',
      'mail.req',
      '-verify',
      '-noout',
      '-text',
      '-nameopt',
      'RFC2253,-dn_rev,-esc_msb',
    )
    expect(shown).toContain('verify OK')
    expect(shown).toContain(
      'Subject: C=US,ST=Washington,L=Redmond,O=Contoso\\, Ltd.,OU=Größe,CN=mail.contoso.com',
    )
    expect(shown).toContain('DNS:mail.contoso.com, DNS:autodiscover.contoso.com, DNS:*.xn--bcher-kva.example')
    expect(shown).toContain('TLS Web Server Authentication')
    expect(shown).toContain('Digital Signature, Key Encipherment')
    openssl.write('mail.key', request.privateKeyPem)
    const keys = [
      ['pkey', '-in', 'mail.key', '-pubout'],
      ['req', '-in', 'mail.req', '-noout', '-pubkey'],
    ]
    expect(openssl.run(...(keys[0] ?? []))).toBe(openssl.run(...(keys[1] ?? [])))
  })

  test('a request with a bad subject, a bad name or none is refused at its parameter', async () => {
    expect(idOf(await createRequest({ subject: 'CN=a, X=b', names: [] }))).toBe(
      'SubjectNameAttributeUnknown at SubjectName',
    )
    expect(idOf(await createRequest({ subject: 'CN=a', names: ['https://a'] }))).toBe(
      'DomainNameInvalid at DomainName',
    )
    expect(idOf(await createRequest({ subject: 'CN=Contoso Web', names: [] }))).toBe(
      'DomainNameMissing at DomainName',
    )
  })

  test('the answer of a certification authority completes the request, in every form that they send', async () => {
    const request = valueFrom(await createRequest({ subject: SUBJECT, names: [] }))
    openssl.write('order.req', request.pem)
    openssl.run(
      ...['x509', '-req', '-in', 'order.req', '-CA', 'root.crt', '-CAkey', 'root.key', '-CAcreateserial'],
      ...['-copy_extensions', 'copy', '-days', '90', '-out', 'order.crt'],
    )
    openssl.run('x509', '-in', 'order.crt', '-outform', 'DER', '-out', 'order.cer')
    const chain = ['crl2pkcs7', '-nocrl', '-certfile', 'root.crt', '-certfile', 'order.crt']
    openssl.run(...chain, '-outform', 'DER', '-out', 'order.p7b')
    openssl.run(...chain, '-out', 'order.pem.p7b')
    const pem = openssl.read('order.crt').toString()
    const p7bAsWindowsWritesIt = openssl.read('order.pem.p7b').toString().replaceAll('PKCS7', 'CERTIFICATE')
    const bare = pem.replace(/-----.*-----/g, '').replaceAll('\n', '\r\n')
    const both = `${openssl.read('root.crt')}${pem}`

    const answers = [
      pem,
      bare,
      both,
      p7bAsWindowsWritesIt,
      ...['order.crt', 'order.cer', 'order.p7b', 'order.pem.p7b'].map((file) => openssl.read(file)),
    ]
    for (const answer of answers) {
      const completed = valueFrom(completeRequest(request.privateKeyPem, answer))
      expect(completed.certificatePem).toBe(pem)
      expect(completed.certificate).toMatchObject({
        subject: 'CN=mail.contoso.com, OU=Größe, O="Contoso, Ltd.", L=Redmond, S=Washington, C=US',
        names: ['mail.contoso.com'],
        hasPrivateKey: true,
        selfSigned: false,
      })
    }
    const withChain = valueFrom(completeRequest(request.privateKeyPem, openssl.read('order.p7b')))
    expect(withChain.chain.map((each) => each.subject)).toEqual(['CN=Contoso Root'])
    expect(withChain.chainPem).toEqual([openssl.read('root.crt').toString()])

    const mismatch = completeRequest(
      valueFrom(await createRequest({ subject: SUBJECT, names: [] })).privateKeyPem,
      pem,
    )
    expect(idOf(mismatch)).toBe('CertificateKeyMismatch at FileData')
    expect(idOf(completeRequest('no key', pem))).toBe('RequestKeyUnreadable at undefined')
    for (const wrong of [
      request.pem,
      request.privateKeyPem,
      '',
      'x'.repeat(2_000_000),
      new Uint8Array(100),
    ]) {
      expect(idOf(completeRequest(request.privateKeyPem, wrong))).toBe(
        'CertificateFileUnreadable at FileData',
      )
    }
  })

  test('a self-signed certificate is one of five years for its names, as Exchange makes it', async () => {
    const made = valueFrom(
      await createSelfSigned({ commonName: 'EX01', names: ['EX01', 'EX01.contoso.local'], now: NOW }),
    )
    openssl.write('ex01.crt', made.certificatePem)
    const shown = openssl.run('x509', '-in', 'ex01.crt', '-noout', '-text', '-fingerprint', '-sha1')
    expect(shown).toContain(made.facts.thumbprint.replace(/..(?=.)/g, '$&:'))
    expect(shown).toContain('DNS:ex01, DNS:ex01.contoso.local')
    expect(shown).toContain('TLS Web Server Authentication')
    expect(shown).toContain('Public-Key: (2048 bit)')
    expect(openssl.run('verify', '-CAfile', 'ex01.crt', '-attime', '1800000000', 'ex01.crt')).toContain(
      'ex01.crt: OK',
    )
    expect(made.facts).toMatchObject({
      subject: 'CN=EX01',
      issuer: 'CN=EX01',
      names: ['ex01', 'ex01.contoso.local'],
      notBefore: '2025-03-01T10:20:30.000Z',
      notAfter: '2030-03-01T10:20:30.000Z',
      keyAlgorithm: 'RSA 2048',
      signatureAlgorithm: 'sha256RSA',
      selfSigned: true,
    })
  })

  test('a certificate may run beyond 2049, where its dates are written in another way', async () => {
    const made = valueFrom(await createSelfSigned({ commonName: 'EX01', names: [], days: 36525, now: NOW }))
    openssl.write('long.crt', made.certificatePem)
    expect(openssl.run('x509', '-in', 'long.crt', '-noout', '-enddate')).toContain('2125 GMT')
    expect(made.facts.notAfter).toMatch(/^2125-/)
  })

  test('a self-signed certificate is refused for a name that is none', async () => {
    expect(idOf(await createSelfSigned({ commonName: 'EX01', names: ['a b'], now: NOW }))).toBe(
      'DomainNameInvalid at DomainName',
    )
    expect(idOf(await createSelfSigned({ commonName: '', names: ['a'], now: NOW }))).toBe(
      'SubjectNameValueInvalid at SubjectName',
    )
    expect(
      valueFrom(await createSelfSigned({ commonName: 'a", O="b\\', names: ['a'], now: NOW })).facts
        .commonName,
    ).toBe('a", O="b\\')
  })

  test.each(['secret', '', 'Grüße, 世界'])(
    'a PFX with the password %j is opened by openssl, and read here again',
    async (password) => {
      openssl.issued('leaf', 'root')
      const [certificatePem, privateKeyPem, root] = ['leaf.crt', 'leaf.key', 'root.crt'].map((file) =>
        openssl.read(file).toString(),
      ) as [string, string, string]
      const source = {
        certificatePem,
        privateKeyPem,
        chainPem: [root],
        password,
        friendlyName: 'Contoso Größe',
      }
      const bytes = valueFrom(await createPfx(source))
      openssl.write('made.pfx', bytes)
      const opened = openssl.run(
        'pkcs12',
        '-in',
        'made.pfx',
        '-info',
        '-nodes',
        '-passin',
        `pass:${password}`,
      )
      expect(opened).toContain('MAC: sha1, Iteration 10000')
      expect(opened).toContain('pbeWithSHA1And3-KeyTripleDES-CBC')
      for (const pem of [certificatePem, privateKeyPem, root]) expect(opened).toContain(pem)
      expect(opened.match(/localKeyID/g)).toHaveLength(2)

      const read = valueFrom(await parsePfx(bytes, password))
      expect(read).toMatchObject({
        certificatePem,
        privateKeyPem,
        chainPem: [root],
        friendlyName: 'Contoso Größe',
      })
    },
  )

  test('a PFX of an ECDSA key is opened by openssl', async () => {
    openssl.selfSigned('ec', { key: 'ec:P-384' })
    const [certificatePem, privateKeyPem] = ['ec.crt', 'ec.key'].map((file) =>
      openssl.read(file).toString(),
    ) as [string, string]
    const bytes = valueFrom(await createPfx({ certificatePem, privateKeyPem, chainPem: [], password: 'x' }))
    openssl.write('made.pfx', bytes)
    expect(openssl.run('pkcs12', '-in', 'made.pfx', '-nodes', '-passin', 'pass:x')).toContain(privateKeyPem)
    expect(valueFrom(await parsePfx(bytes, 'x')).certificate.keyAlgorithm).toBe('ECDSA P-384')
  })

  test('a PFX is not made of a key and the certificate of another, nor of what is no PEM', async () => {
    openssl.selfSigned('one')
    const source = {
      certificatePem: openssl.read('one.crt').toString(),
      privateKeyPem: openssl.read('root.key').toString(),
      chainPem: [],
      password: 'x',
    }
    expect(idOf(await createPfx(source))).toBe('PfxSourceKeyMismatch at Thumbprint')
    expect(idOf(await createPfx({ ...source, certificatePem: 'x' }))).toBe(
      'PfxSourceUnreadable at Thumbprint',
    )
    expect(idOf(await createPfx({ ...source, privateKeyPem: 'x' }))).toBe('PfxSourceUnreadable at Thumbprint')
  })
})
