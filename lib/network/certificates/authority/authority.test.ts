import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Answer, Network, RecordType } from '../../door'
import { createRequest } from '../certificate-request'
import { completeRequest } from '../complete-request'
import { OPENSSL_VERSION, Openssl } from '../openssl-for-tests'
import {
  chainFile,
  issueCertificate,
  issueWithKey,
  lastMoment,
  longestValidity,
  readRequest,
  validateNames,
} from '.'
import { type Authority, createAuthority } from './create-authority'

const now = new Date('2026-11-22T08:00:00Z')
let authority: Authority
let request: { pem: string; privateKeyPem: string }
beforeAll(async () => {
  authority = await createAuthority(now)
  const made = await createRequest({
    subject: 'C=US, O=contoso, CN=mail.contoso.com',
    names: ['autodiscover.contoso.com'],
  })
  if (!made.ok) throw new Error(made.error.message)
  request = made.value
})

async function read(pem = request.pem) {
  const result = await readRequest(Buffer.from(pem))
  if (!result.ok) throw new Error(result.error.message)
  return result.value
}

async function issued() {
  const { commonName, names, publicKey } = await read()
  return issueCertificate(
    authority,
    { commonName, names, notBefore: now, notAfter: lastMoment(now) },
    publicKey,
  )
}

describe('A request that is read by the authority', () => {
  it('says which names it is for, the common name first', async () => {
    expect(await read()).toMatchObject({
      commonName: 'mail.contoso.com',
      names: ['mail.contoso.com', 'autodiscover.contoso.com'],
      notHostNames: [],
    })
  })

  it('is refused when one bit of it was changed', async () => {
    const der = Buffer.from(request.pem.replace(/-----[^-]+-----|\s/g, ''), 'base64')
    const at = der.indexOf('autodiscover')
    der[at] = 0x62
    expect(await readRequest(der)).toMatchObject({
      ok: false,
      error: { errorId: 'RequestSignatureInvalid', target: 'RequestFile' },
    })
  })

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['text', Buffer.from('hello')],
    ['half a request', Buffer.from('-----BEGIN NEW CERTIFICATE REQUEST-----\nMIIC\n-----END ')],
    ['a large file', Buffer.alloc(1_000_000, 0x30)],
  ])('is refused when it is %s', async (_, bytes) => {
    expect(await readRequest(bytes)).toMatchObject({ error: { errorId: 'RequestUnreadable' } })
  })
})

describe('What the authority looks into', () => {
  const records: Record<string, string[]> = {
    'mail.contoso.com A': ['203.0.113.25'],
    'remote.contoso.com A': ['203.0.113.25'],
    'www.contoso.com A': ['198.51.100.81'],
    'both.contoso.com A': ['203.0.113.25', '198.51.100.81'],
    'contoso.com MX': ['0 mail.contoso.com.'],
    'fabrikam.com MX': ['10 www.contoso.com.'],
  }
  const network: Pick<Network, 'authoritative'> = {
    async authoritative(name: string, type: RecordType): Promise<Answer> {
      const data = records[`${name} ${type}`]
      return {
        status:
          data || Object.keys(records).some((key) => key.startsWith(`${name} `)) ? 'NOERROR' : 'NXDOMAIN',
        records: (data ?? []).map((one) => ({ name, type, ttl: 60, data: one })),
        server: 'ns1.registrar.example',
        cachedForSeconds: null,
        wildcard: false,
      }
    },
  }
  const validate = (...names: string[]) => validateNames(names, ['203.0.113.25'], network)

  it.each([[['mail.contoso.com', 'remote.contoso.com']], [['*.contoso.com', 'mail.contoso.com']]])(
    'lets %j pass',
    async (names) => {
      expect(await validate(...names)).toEqual({ ok: true, value: undefined })
    },
  )

  it.each([
    [['exch01.contoso.local'], 'InternalNameNotAllowed', 'exch01.contoso.local'],
    [['exch01'], 'InternalNameNotAllowed', 'exch01'],
    [['autodiscover.contoso.com'], 'DomainNotValidated', 'no such name'],
    [['mail.contoso.com', 'www.contoso.com'], 'DomainNotValidated', '198.51.100.81'],
    [['both.contoso.com'], 'DomainNotValidated', '198.51.100.81'],
    [['*.fabrikam.com'], 'DomainNotValidated', 'hostmaster@fabrikam.com goes elsewhere'],
    [['*.adatum.com'], 'DomainNotValidated', 'hostmaster@adatum.com cannot be sent'],
    [[], 'RequestWithoutNames', 'no host name'],
    [Array.from({ length: 26 }, (_, n) => `n${n}.contoso.com`), 'RequestHasTooManyNames', '26'],
  ])('refuses %j', async (names, errorId, words) => {
    const result = await validate(...names)
    expect(result).toMatchObject({ ok: false, error: { errorId, target: 'RequestFile' } })
    expect(!result.ok && result.error.message).toContain(words)
  })
})

describe('How long a certificate is valid', () => {
  it.each([
    ['2026-03-14T23:59:59Z', 398],
    ['2026-03-15T00:00:00Z', 200],
    ['2027-03-15T00:00:00Z', 100],
    ['2029-03-15T00:00:00Z', 47],
  ])('issued at %s: %i days at most', (at, days) => {
    expect(longestValidity(new Date(at))).toBe(days)
  })

  it('counts its last second, too', async () => {
    const { facts } = await issued()
    expect([facts.notBefore, facts.notAfter]).toEqual([
      '2026-11-22T08:00:00.000Z',
      '2027-06-10T07:59:59.000Z',
    ])
  })
})

describe('A certificate that was issued', () => {
  it('is domain-validated: its subject is the name alone', async () => {
    const { facts } = await issued()
    expect(facts).toMatchObject({
      subject: 'CN=mail.contoso.com',
      issuer: 'CN=Example Certificate Authority E1, O=Example Certificate Authority',
      names: ['mail.contoso.com', 'autodiscover.contoso.com'],
      selfSigned: false,
      signatureAlgorithm: 'sha256ECDSA',
    })
  })

  it.each(['answer.p7b', 'answer.cer'])(
    'completes its request from %s with the whole chain',
    async (file) => {
      const { certificatePem, chainPem } = await issued()
      const completed = completeRequest(request.privateKeyPem, chainFile(file, [certificatePem, ...chainPem]))
      expect(completed).toMatchObject({ ok: true, value: { chainPem, certificatePem } })
    },
  )

  it('does not complete a request that was made with another key', async () => {
    const other = await createRequest({ subject: 'CN=mail.contoso.com', names: [] })
    const { certificatePem } = await issued()
    const key = other.ok ? other.value.privateKeyPem : ''
    expect(completeRequest(key, certificatePem)).toMatchObject({
      error: { errorId: 'CertificateKeyMismatch' },
    })
  })

  it('may lie in the past and hold no subjectAltName, for those who practise', async () => {
    const { facts } = await issueWithKey(authority, {
      commonName: 'mail.contoso.com',
      names: [],
      notBefore: new Date('2025-01-01T00:00:00Z'),
      notAfter: new Date('2026-01-01T00:00:00Z'),
    })
    expect(facts).toMatchObject({ namesFrom: 'commonName', notAfter: '2026-01-01T00:00:00.000Z' })
  })
})

describe.skipIf(!OPENSSL_VERSION)('openssl', () => {
  const openssl = new Openssl()
  afterAll(() => openssl.close())
  const attime = ['-attime', String(now.getTime() / 1000 + 60)]

  beforeAll(async () => {
    const { certificatePem } = await issued()
    openssl.write('request.req', request.pem)
    openssl.write('root.pem', authority.rootPem)
    openssl.write('intermediate.pem', authority.intermediatePem)
    openssl.write('leaf.pem', certificatePem)
  })

  it('verifies the request, and the certificate up to the root for its names and purpose', () => {
    expect(openssl.run('req', '-in', 'request.req', '-noout', '-verify')).toMatch(/verify OK/i)
    const verify = (host: string) =>
      openssl.run(
        ...['verify', '-x509_strict', '-purpose', 'sslserver', '-verify_hostname', host, ...attime],
        ...['-CAfile', 'root.pem', '-untrusted', 'intermediate.pem', 'leaf.pem'],
      )
    expect(verify('autodiscover.contoso.com')).toContain('leaf.pem: OK')
    expect(() => verify('remote.contoso.com')).toThrow(/hostname mismatch/i)
  })

  it('does not verify it without the intermediate, after its end, or as an authority of its own', () => {
    expect(() => openssl.run('verify', ...attime, '-CAfile', 'root.pem', 'leaf.pem')).toThrow(/issuer/)
    const late = ['-attime', String(new Date('2027-06-11').getTime() / 1000)]
    const chain = ['-CAfile', 'root.pem', '-untrusted', 'intermediate.pem', 'leaf.pem']
    expect(() => openssl.run('verify', ...late, ...chain)).toThrow(/expired/)
    expect(openssl.run('x509', '-in', 'leaf.pem', '-noout', '-ext', 'basicConstraints')).toContain('CA:FALSE')
  })

  it('reads the .p7b that it sends back', async () => {
    const { certificatePem, chainPem } = await issued()
    openssl.write('answer.p7b', chainFile('answer.p7b', [certificatePem, ...chainPem]))
    const shown = openssl.run('pkcs7', '-inform', 'DER', '-in', 'answer.p7b', '-print_certs', '-noout')
    expect(shown.match(/subject=/g)).toHaveLength(3)
  })

  it('makes requests that the authority reads, and weak ones that it refuses', async () => {
    const make = (...key: string[]) => {
      openssl.run(
        'req',
        '-new',
        '-nodes',
        ...key,
        '-keyout',
        'k',
        '-out',
        'r',
        '-subj',
        '/CN=mail.contoso.com',
      )
      return readRequest(openssl.read('r'))
    }
    expect(await make('-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256')).toMatchObject({
      ok: true,
      value: { names: ['mail.contoso.com'] },
    })
    expect(await make('-newkey', 'rsa:1024')).toMatchObject({ error: { errorId: 'RequestKeyUnacceptable' } })
  })
})
