import { fromBER, Integer, type Sequence } from 'asn1js'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { derOf, sequence } from './der'
import { OPENSSL_VERSION, Openssl } from './openssl-for-tests'
import { parsePfx } from './pfx'

const OLD_ENCRYPTION = ['-certpbe', 'PBE-SHA1-3DES', '-keypbe', 'PBE-SHA1-3DES', '-macalg', 'sha1']

describe.skipIf(!OPENSSL_VERSION)('parsePfx on files of openssl', () => {
  let openssl: Openssl
  beforeAll(() => {
    openssl = new Openssl()
    openssl.selfSigned('mail', { san: 'DNS:mail.contoso.com,DNS:autodiscover.contoso.com' })
    openssl.selfSigned('other')
    openssl.selfSigned('ec', { key: 'ec:P-256' })
    openssl.selfSigned('root', { subject: '/CN=Contoso Root' })
    openssl.issued('intermediate', 'root', { ca: true, subject: '/CN=Contoso Issuing' })
    openssl.issued('leaf', 'intermediate')
  })
  afterAll(() => openssl.close())

  const reads = async (bytes: Uint8Array, password: string) => {
    const read = await parsePfx(bytes, password)
    if (!read.ok) throw new Error(`${read.error.errorId}: ${read.error.message}`)
    return read.value
  }
  const refusal = async (bytes: Uint8Array, password = 'secret') => {
    const read = await parsePfx(bytes, password)
    if (read.ok) throw new Error('it was read')
    expect(read.error.message).toBeTruthy()
    expect(read.error.recommendedAction).toBeTruthy()
    return [read.error.errorId, read.error.target]
  }

  const legacyProvider = () => {
    try {
      openssl.pfx('mail', 'secret', '-legacy')
      return true
    } catch {
      return false
    }
  }

  test.each([
    ['as OpenSSL 3 makes it', []],
    ['with 3DES as OpenSSL 1 and Windows make it', OLD_ENCRYPTION],
    ['with AES-128', ['-certpbe', 'AES-128-CBC', '-keypbe', 'AES-128-CBC']],
    ['with AES and a SHA-1 MAC', ['-macalg', 'sha1']],
    ['with a SHA-512 MAC', ['-macalg', 'sha512']],
    ['without encryption', ['-certpbe', 'NONE', '-keypbe', 'NONE']],
    ['without a MAC', ['-nomac']],
    ['with 100,000 iterations', ['-iter', '100000']],
  ])('a PFX %s is read', async (_, options) => {
    const contents = await reads(openssl.pfx('mail', 'secret', ...options), 'secret')
    expect(contents.certificate.names).toEqual(['mail.contoso.com', 'autodiscover.contoso.com'])
    expect(contents.certificate.hasPrivateKey).toBe(true)
    expect(contents.privateKeyPem).toBe(openssl.read('mail.key').toString())
    expect(contents.certificatePem).toBe(openssl.read('mail.crt').toString())
    expect(contents.chainPem).toEqual([])
  })

  test('a PFX with 40-bit RC2, as OpenSSL 1 made it by default, is read', async ({ skip }) => {
    if (!legacyProvider()) skip('this openssl has no legacy provider')
    const contents = await reads(openssl.pfx('mail', 'secret', '-legacy'), 'secret')
    expect(contents.certificate.commonName).toBe('mail.contoso.com')
    const rc2 = ['-legacy', '-certpbe', 'PBE-SHA1-RC2-128', '-keypbe', 'PBE-SHA1-RC2-40']
    expect((await reads(openssl.pfx('mail', 'secret', ...rc2), 'secret')).privateKeyPem).toContain(
      'PRIVATE KEY',
    )
  })

  test('the facts are those that openssl shows', async () => {
    const { certificate } = await reads(openssl.pfx('mail', 'secret'), 'secret')
    const shown = openssl.run('x509', '-in', 'mail.crt', '-noout', '-fingerprint', '-sha1', '-serial')
    expect(shown).toContain(certificate.thumbprint.replace(/..(?=.)/g, '$&:'))
    expect(shown).toContain(`serial=${certificate.serialNumber}`)
    expect(certificate).toMatchObject({
      keyAlgorithm: 'RSA 2048',
      signatureAlgorithm: 'sha256RSA',
      selfSigned: true,
      namesFrom: 'subjectAltName',
    })
    expect(JSON.parse(JSON.stringify(certificate))).toEqual(certificate)
  })

  test('an ECDSA key is read', async () => {
    const contents = await reads(openssl.pfx('ec', 'secret', ...OLD_ENCRYPTION), 'secret')
    expect(contents.certificate).toMatchObject({
      keyAlgorithm: 'ECDSA P-256',
      signatureAlgorithm: 'sha256ECDSA',
    })
    expect(contents.privateKeyPem).toBe(openssl.read('ec.key').toString())
  })

  test.each([[''], ['Grüße, 世界 🔑'], ['a"b\\c \'d'], ['x'.repeat(200)]])(
    'the password %j is read',
    async (password) => {
      for (const options of [[], OLD_ENCRYPTION, ['-nomac']]) {
        const contents = await reads(openssl.pfx('mail', password, ...options), password)
        expect(contents.certificate.commonName).toBe('mail.contoso.com')
      }
    },
  )

  test('a password that OpenSSL before 1.1.0 hashed octet by octet is read', async () => {
    const asThen = Buffer.from('Grüße', 'utf8').toString('latin1')
    for (const options of [OLD_ENCRYPTION, ['-nomac', ...OLD_ENCRYPTION]]) {
      const file = openssl.pfx('mail', asThen, ...options)
      expect((await reads(file, 'Grüße')).certificate.commonName).toBe('mail.contoso.com')
    }
  })

  test('the chain goes from the issuer to the root, however the file orders it', async () => {
    for (const order of [
      ['root', 'intermediate'],
      ['intermediate', 'root'],
    ]) {
      openssl.write(
        'chain.pem',
        Buffer.concat([...order, 'other'].map((name) => openssl.read(`${name}.crt`))),
      )
      const contents = await reads(openssl.pfx('leaf', 'secret', '-certfile', 'chain.pem'), 'secret')
      expect(contents.certificate.subject).toBe('CN=leaf.contoso.com')
      expect(contents.certificate.selfSigned).toBe(false)
      expect(contents.chain.map((each) => each.subject)).toEqual(['CN=Contoso Issuing', 'CN=Contoso Root'])
      expect(contents.chainPem[0]).toBe(openssl.read('intermediate.crt').toString())
    }
  })

  test('the friendly name is read', async () => {
    const file = openssl.pfx('mail', 'secret', '-name', 'Contoso Größe')
    expect((await reads(file, 'secret')).friendlyName).toBe('Contoso Größe')
    expect((await reads(openssl.pfx('mail', 'secret'), 'secret')).friendlyName).toBeNull()
  })

  test('what follows the PFX in the file does not matter', async () => {
    const file = Buffer.concat([openssl.pfx('mail', 'secret'), Buffer.from('\r\n')])
    expect((await reads(file, 'secret')).certificate.commonName).toBe('mail.contoso.com')
  })

  test('an expired certificate is read: to judge it is not the reader’s part', async () => {
    openssl.write('old.key', openssl.read('mail.key'))
    openssl.run('req', '-new', '-key', 'old.key', '-subj', '/CN=old.contoso.com', '-out', 'old.csr')
    openssl.run('x509', '-req', '-in', 'old.csr', '-signkey', 'old.key', '-days', '-1', '-out', 'old.crt')
    const { certificate } = await reads(openssl.pfx('old', 'secret'), 'secret')
    expect(Date.parse(certificate.notAfter)).toBeLessThan(Date.now())
    expect(certificate).toMatchObject({ names: ['old.contoso.com'], namesFrom: 'commonName' })
  })

  test('a subject of several attributes in one part, or of none, is read', async () => {
    openssl.selfSigned('multi', { subject: '/C=DE/O=Contoso+OU=Mail/CN=multi.contoso.com' })
    openssl.selfSigned('nameless', { subject: '/', san: 'DNS:nameless.contoso.com' })
    const multi = await reads(openssl.pfx('multi', 'secret'), 'secret')
    expect(multi.certificate.subject).toContain('CN=multi.contoso.com, ')
    expect(multi.certificate.subject).toContain('O=Contoso')
    expect(multi.certificate.subject).toContain('OU=Mail')
    const nameless = await reads(openssl.pfx('nameless', 'secret'), 'secret')
    expect(nameless.certificate).toMatchObject({
      subject: '',
      commonName: null,
      names: ['nameless.contoso.com'],
    })
  })

  test('a certificate with weak algorithms is read, so that it can be judged', async () => {
    openssl.selfSigned('weak', { key: 'rsa:1024', extra: ['-sha1'] })
    const { certificate } = await reads(openssl.pfx('weak', 'secret'), 'secret')
    expect(certificate).toMatchObject({ keyAlgorithm: 'RSA 1024', signatureAlgorithm: 'sha1RSA' })
  })

  test('a wrong password is refused at the password', async () => {
    for (const options of [[], OLD_ENCRYPTION, ['-nomac'], ['-nomac', ...OLD_ENCRYPTION]]) {
      const file = openssl.pfx('mail', 'secret', ...options)
      for (const wrong of ['Secret', '', 'secret ', 'sécret']) {
        expect(await refusal(file, wrong)).toEqual(['PfxPasswordIncorrect', 'Password'])
      }
    }
  })

  test('a PFX without a private key is refused', async () => {
    expect(await refusal(openssl.pfx('mail', 'secret', '-nokeys'))).toEqual([
      'PfxWithoutPrivateKey',
      'FileData',
    ])
  })

  test('a PFX without a certificate is refused', async () => {
    const file = openssl.pfx('mail', 'secret', '-nocerts')
    expect(await refusal(file)).toEqual(['PfxWithoutCertificate', 'FileData'])
  })

  test('other certificate files are named and refused', async () => {
    openssl.run('x509', '-in', 'mail.crt', '-outform', 'DER', '-out', 'mail.cer')
    openssl.run('crl2pkcs7', '-nocrl', '-certfile', 'mail.crt', '-outform', 'DER', '-out', 'mail.p7b')
    openssl.run('req', '-new', '-key', 'mail.key', '-subj', '/CN=x', '-out', 'mail.csr')
    openssl.run('req', '-in', 'mail.csr', '-outform', 'DER', '-out', 'mail.csr.der')
    openssl.run('pkcs8', '-topk8', '-in', 'mail.key', '-passout', 'pass:x', '-out', 'encrypted.key')
    const both = Buffer.concat([openssl.read('mail.key'), openssl.read('mail.crt')])
    const utf16 = Buffer.from(`\ufeff${openssl.read('mail.crt')}`, 'utf16le')
    const ids = async (...files: Buffer[]) => Promise.all(files.map(async (file) => (await refusal(file))[0]))

    const certificates = ['mail.crt', 'mail.cer', 'mail.p7b'].map((file) => openssl.read(file))
    expect(new Set(await ids(...certificates, utf16))).toEqual(new Set(['PfxIsCertificate']))
    expect(await ids(both)).toEqual(['PfxIsPem'])
    expect(await ids(openssl.read('mail.key'), openssl.read('encrypted.key'))).toEqual(
      Array(2).fill('PfxIsPrivateKey'),
    )
    expect(await ids(openssl.read('mail.csr'), openssl.read('mail.csr.der'))).toEqual(
      Array(2).fill('PfxIsRequest'),
    )
  })

  test('a cut-off PFX is refused as cut off, wherever the cut is', async () => {
    const file = openssl.pfx('mail', 'secret')
    for (const length of [2, 3, 4, 6, 7, 100, file.length - 1]) {
      expect(await refusal(file.subarray(0, length))).toEqual(['PfxTruncated', 'FileData'])
    }
  })

  test('an altered PFX is refused, and nothing that it holds is believed', async () => {
    const file = openssl.pfx('mail', 'secret')
    await fc.assert(
      fc.asyncProperty(fc.nat(file.length - 1), fc.integer({ min: 1, max: 255 }), async (at, flip) => {
        const altered = Buffer.from(file)
        altered[at] = (altered[at] ?? 0) ^ flip
        const read = await parsePfx(altered, 'secret')
        if (read.ok) expect(read.value.certificatePem).toBe(openssl.read('mail.crt').toString())
        else expect(read.error.recommendedAction).toBeTruthy()
      }),
      { numRuns: 400 },
    )
  })

  test('no alteration of a PFX without MAC and encryption makes the parser throw', async () => {
    const plain = openssl.pfx('ec', 'secret', '-nomac', '-certpbe', 'NONE', '-keypbe', 'NONE')
    const edit = fc.record({
      at: fc.nat(plain.length),
      remove: fc.nat(8),
      insert: fc.uint8Array({ maxLength: 8 }),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 4 }), async (edits) => {
        const altered = edits.reduce(
          (bytes, { at, remove, insert }) =>
            Buffer.concat([bytes.subarray(0, at), insert, bytes.subarray(at + remove)]),
          plain,
        )
        expect(typeof (await parsePfx(altered, 'secret')).ok).toBe('boolean')
      }),
      { numRuns: 2000 },
    )
  })

  test('a PFX whose key belongs to another certificate is refused', async () => {
    const like = { subject: '/CN=twin.contoso.com', extra: ['-set_serial', '1'] }
    openssl.selfSigned('twin', like)
    openssl.selfSigned('impostor', like)
    const [twin, impostor] = ['twin', 'impostor'].map((name) => {
      openssl.run('x509', '-in', `${name}.crt`, '-outform', 'DER', '-out', `${name}.cer`)
      return openssl.read(`${name}.cer`)
    }) as [Buffer, Buffer]
    // openssl does not make such a file, so one certificate is written over the other, which is as long.
    const file = openssl.pfx('twin', 'secret', '-nomac', '-certpbe', 'NONE', '-keypbe', 'NONE')
    expect(impostor.length).toBe(twin.length)
    impostor.copy(file, file.indexOf(twin))
    expect(await refusal(file)).toEqual(['PfxKeyMismatch', 'FileData'])
  })

  test('iteration counts that would take for ever are refused at once', async () => {
    const started = performance.now()
    for (const options of [['-nomac'], [...OLD_ENCRYPTION, '-nomac'], OLD_ENCRYPTION, []]) {
      const file = openssl.pfx('mail', 'secret', '-iter', String(0x01_11_71), ...options)
      for (const count of ['7fffff', 'ffffff', '000000']) {
        const ids = ['PfxIterationCountInvalid', 'FileData']
        expect(await refusal(withIterations(file, Buffer.from(count, 'hex')))).toEqual(ids)
      }
    }
    for (const count of [2n ** 31n, 2n ** 32n + 1n, 2n ** 200n]) {
      const file = withMacIterations(openssl.pfx('mail', 'secret'), count)
      expect(await refusal(file)).toEqual(['PfxIterationCountInvalid', 'FileData'])
    }
    expect(performance.now() - started).toBeLessThan(3000)
  })

  test('iterations add up over the file', async () => {
    expect(await refusal(openssl.pfx('mail', 'secret', '-iter', '250000'))).toEqual([
      'PfxIterationCountInvalid',
      'FileData',
    ])
  })
})

describe('parsePfx on anything else', () => {
  const idOf = async (bytes: Uint8Array) => {
    const read = await parsePfx(bytes, 'secret')
    return read.ok ? 'read' : read.error.errorId
  }

  test('an empty file is refused', async () => {
    expect(await idOf(new Uint8Array())).toBe('PfxEmpty')
  })

  test('noise of 5 MB is refused by its size, without being looked into', async () => {
    const read = await parsePfx(new Uint8Array(5 * 1024 * 1024).fill(0x30), 'secret')
    expect(read).toMatchObject({ ok: false, error: { errorId: 'PfxTooLarge', target: 'FileData' } })
    expect(!read.ok && read.error.message).toBe('The file has 5.0 MB. A PFX is a few kilobytes.')
  })

  test('a megabyte made to keep a parser busy is refused within a second', async () => {
    const megabyte = 1024 * 1024
    const version = [0x02, 0x01, 0x03]
    const nested = new Uint8Array(megabyte).map((_, at) => (at % 2 === 0 ? 0x30 : 0x80))
    nested.set(version, 2)
    nested.set([0, 0], megabyte - 2)
    const flat = new Uint8Array(megabyte).map((_, at) => (at % 2 === 0 ? 0x05 : 0x00))
    flat.set([0x30, 0x83, 0x0f, 0xff, 0xfb, ...version])
    const spaces = Buffer.from(' '.repeat(megabyte - 1).concat('!'))
    const labels = Buffer.from('-----BEGIN A-----\n'.repeat(megabyte / 18))
    for (const [bytes, errorId] of [
      [nested, 'PfxDamaged'],
      [flat, 'PfxDamaged'],
      [spaces, 'PfxNotAPfx'],
      [labels, 'PfxNotAPfx'],
    ] as const) {
      const started = performance.now()
      expect(await idOf(bytes)).toBe(errorId)
      expect(performance.now() - started).toBeLessThan(1000)
    }
  })

  test('no bytes at all make it throw', async () => {
    const start = fc.constantFrom(
      [],
      [0x30],
      [0x30, 0x82, 0x01, 0x00, 0x02, 0x01, 0x03, 0x30],
      [0x30, 0x80, 2, 1, 3],
    )
    const bytes = fc
      .tuple(start, fc.uint8Array({ maxLength: 300 }))
      .map((parts) => Uint8Array.from(parts.flatMap((part) => [...part])))
    await fc.assert(
      fc.asyncProperty(bytes, fc.string({ unit: 'binary' }), async (file, password) => {
        const read = await parsePfx(file, password)
        expect(read.ok).toBe(false)
      }),
      { numRuns: 2000 },
    )
  })

  test('text is refused as no PFX', async () => {
    expect(await idOf(Buffer.from('<html>404 Not Found</html>'))).toBe('PfxNotAPfx')
  })
})

/** The file with its iteration counts of 70,001, wherever they stand in the clear, changed to another of three octets. */
function withIterations(file: Buffer, count: Buffer): Buffer {
  const changed = Buffer.from(file)
  const written = Buffer.from([0x02, 0x03, 0x01, 0x11, 0x71])
  for (let at = changed.indexOf(written); at >= 0; at = changed.indexOf(written, at + 1))
    count.copy(changed, at + 2)
  return changed
}

/** The file with another iteration count in its MacData. */
function withMacIterations(file: Buffer, count: bigint): Buffer {
  const pfx = fromBER(new Uint8Array(file)).result as Sequence
  const macData = pfx.valueBlock.value[2] as Sequence
  macData.valueBlock.value[2] = Integer.fromBigInt(count)
  return derOf(sequence(...pfx.valueBlock.value.slice(0, 2), sequence(...macData.valueBlock.value)))
}
