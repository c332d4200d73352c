import { describe, expect, test } from 'vitest'
import type { CertificateFacts } from './certificate-facts'
import { judgeCertificate } from './judge-certificate'

const GOOD: CertificateFacts = {
  subject: 'CN=mail.contoso.com',
  issuer: 'CN=Public CA',
  commonName: 'mail.contoso.com',
  names: ['mail.contoso.com', 'autodiscover.contoso.com'],
  namesFrom: 'subjectAltName',
  thumbprint: '00'.repeat(20),
  serialNumber: '01',
  notBefore: '2025-01-01T00:00:00.000Z',
  notAfter: '2026-01-01T00:00:00.000Z',
  keyAlgorithm: 'RSA 2048',
  signatureAlgorithm: 'sha256RSA',
  selfSigned: false,
  hasPrivateKey: true,
}

const judge = (
  changes: Partial<CertificateFacts>,
  names = ['mail.contoso.com'],
  now = '2025-06-01T00:00:00Z',
) => judgeCertificate({ ...GOOD, ...changes }, { names, now: new Date(now) })
const idsOf = (...given: Parameters<typeof judge>) =>
  judge(...given).map(({ severity, id }) => `${severity} ${id}`)

describe('judgeCertificate', () => {
  test('there is nothing to say of a good certificate', () => {
    expect(judge({})).toEqual([])
  })

  test.each([
    ['2024-12-31T23:59:59Z', ['error CertificateNotYetValid']],
    ['2025-01-01T00:00:00Z', []],
    ['2025-12-01T23:59:59Z', []],
    ['2025-12-02T00:00:00Z', ['warning CertificateExpiresSoon']],
    ['2026-01-01T00:00:00Z', ['warning CertificateExpiresSoon']],
    ['2026-01-01T00:00:01Z', ['error CertificateExpired']],
  ])('on %s its dates give %j', (now, ids) => {
    expect(idsOf({}, [], now)).toEqual(ids)
  })

  test('the days that are left are told', () => {
    expect(judge({}, [], '2025-12-31T00:00:00Z')[0]?.message).toBe(
      'The certificate expires on 2026-01-01, in 1 day.',
    )
  })

  test('each name that it does not cover is told, once', () => {
    const findings = judge({}, ['mail.contoso.com', 'owa.contoso.com', 'owa.contoso.com', 'ftp.contoso.com'])
    expect(findings.map((each) => each.message)).toEqual([
      'The certificate does not cover owa.contoso.com; it is for mail.contoso.com, autodiscover.contoso.com.',
      'The certificate does not cover ftp.contoso.com; it is for mail.contoso.com, autodiscover.contoso.com.',
    ])
  })

  test('for an internal name that is missing, the way out is a public name', () => {
    expect(judge({}, ['ex01.contoso.local'])[0]?.recommendedAction).toContain('use a public name')
  })

  test('a self-signed certificate is a warning', () => {
    expect(idsOf({ selfSigned: true })).toEqual(['warning CertificateSelfSigned'])
  })

  test('internal names are a warning where they are needed, and mentioned where not', () => {
    const names = ['mail.contoso.com', 'ex01.contoso.local', 'EX01']
    expect(idsOf({ names })).toEqual(['information CertificateInternalName'])
    expect(idsOf({ names }, ['ex01.contoso.local'])).toEqual(['warning CertificateInternalName'])
    expect(judge({ names })[0]?.message).toContain('(ex01.contoso.local, EX01)')
  })

  test('weak algorithms are errors', () => {
    expect(idsOf({ signatureAlgorithm: 'sha1RSA' })).toEqual(['error CertificateSignatureWeak'])
    expect(idsOf({ keyAlgorithm: 'RSA 1024' })).toEqual(['error CertificateKeyWeak'])
    expect(idsOf({ keyAlgorithm: 'ECDSA P-256', signatureAlgorithm: 'sha256ECDSA' })).toEqual([])
  })

  test('errors come before warnings, and every finding says what to do', () => {
    const findings = judge(
      { selfSigned: true, names: ['ex01.contoso.local'], keyAlgorithm: 'RSA 1024' },
      ['a.b.com'],
      '2025-12-30',
    )
    expect(findings.map((each) => each.severity)).toEqual([
      'error',
      'error',
      'warning',
      'warning',
      'information',
    ])
    expect(findings.every((each) => each.recommendedAction.length > 10)).toBe(true)
  })
})
