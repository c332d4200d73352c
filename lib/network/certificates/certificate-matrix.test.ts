import { describe, expect, it } from 'vitest'
import {
  type CertificateUse,
  certificateMatrix,
  judgeUse,
  remoteWebAccess,
  type Seen,
  type SeenCertificate,
} from './certificate-matrix'

const now = new Date('2026-11-22T08:00:00Z')
const good: SeenCertificate = {
  names: ['mail.contoso.com', '*.fabrikam.com'],
  notBefore: '2026-11-01T00:00:00Z',
  notAfter: '2027-05-01T00:00:00Z',
  issuer: 'CN=Example Certificate Authority E1',
  trusted: true,
}
const shown = (change: Partial<SeenCertificate> = {}): Seen => ({
  kind: 'shown',
  certificate: { ...good, ...change },
})
const use = (change: Partial<CertificateUse> = {}): CertificateUse => ({
  name: 'mail.contoso.com',
  place: 'internet',
  services: ['Outlook on the web'],
  ...change,
})

describe('A name and the certificate that is shown for it', () => {
  it.each([
    ['covered', {}, {}],
    ['covered', { name: 'any.fabrikam.com' }, {}],
    ['missing', { name: 'autodiscover.contoso.com' }, {}],
    ['missing', { name: 'deep.any.fabrikam.com' }, {}],
    ['missing', { name: 'EXCH01' }, { trusted: false }],
    ['untrusted', {}, { trusted: false }],
    ['expired', {}, { notAfter: '2026-11-22T08:00:00Z' }],
    ['expired', { name: 'other.contoso.com' }, { notAfter: '2026-01-01T00:00:00Z', trusted: false }],
    ['expiring', {}, { notAfter: '2026-12-22T08:00:00Z' }],
    ['covered', {}, { notAfter: '2026-12-22T08:00:01Z' }],
    ['not valid yet', {}, { notBefore: '2026-11-22T08:00:01Z' }],
  ] as const)('are %s: %j, %j', (state, aUse, certificate) => {
    expect(judgeUse(use(aUse), shown(certificate), now).state).toBe(state)
  })

  it('say what breaks there, and for whom', () => {
    const missing = (change: Partial<CertificateUse>) =>
      judgeUse(use({ name: 'x.contoso.com', ...change }), shown(), now).consequence
    expect(missing({ place: 'internet' })).toContain('phones refuse')
    expect(missing({ place: 'office' })).toContain('security alert')
    expect(missing({ place: 'smtp' })).toContain('Mail still comes in')
    expect(missing({ place: 'imap' })).toContain('Mail programs')
    expect(missing({ services: [remoteWebAccess] })).toContain('Remote Desktop')
    expect(judgeUse(use(), shown(), now).consequence).toBe('')
  })

  it('give the reason where nobody shows one', () => {
    const reason = 'Nothing listens at 203.0.113.25, port 443.'
    expect(judgeUse(use(), { kind: 'none', reason }, now)).toMatchObject({
      state: 'none',
      consequence: reason,
      certificate: null,
    })
  })
})

describe('The matrix', () => {
  it('has a row for each name, a column for each place in use, and nothing where a name is not used', () => {
    const matrix = certificateMatrix(
      [
        { ...use(), seen: shown() },
        { ...use({ place: 'smtp' }), seen: shown({ trusted: false }) },
        { ...use({ name: 'exch01.contoso.local', place: 'office' }), seen: shown() },
      ],
      now,
    )
    expect(matrix.places).toEqual(['internet', 'office', 'smtp'])
    expect(matrix.rows.map(({ name, cells }) => [name, ...cells.map((cell) => cell?.state ?? null)])).toEqual(
      [
        ['mail.contoso.com', 'covered', null, 'untrusted'],
        ['exch01.contoso.local', null, 'missing', null],
      ],
    )
  })

  it('is empty for a site that uses no name', () => {
    expect(certificateMatrix([], now)).toEqual({ places: [], rows: [] })
  })
})
