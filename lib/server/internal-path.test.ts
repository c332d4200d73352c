import { describe, expect, it } from 'vitest'
import { internalPath, signInAddress } from './internal-path'

describe('where to go on after the sign-in', () => {
  it.each(['/users', '/users?page=2&search=%C3%A4', '/network/dns#mx', '/settings/account'])(
    'may be %s',
    (path) => expect(internalPath(path)).toBe(path),
  )

  it.each([
    'https://evil.example/',
    '//evil.example/',
    '///evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    '/..//evil.example',
    '/.//evil.example',
    '/%2e//evil.example',
    'javascript:alert(1)',
    ' /users',
    'users',
    '',
    '//',
    'http:/users',
    '/sign-in',
    '/sign-in?from=/sign-in',
    '/api/auth/signout',
    `/${'x'.repeat(5000)}`,
    undefined,
    null,
    ['/users', '/devices'],
    { toString: () => '/users' },
  ])('is the first page instead of %o', (wanted) => expect(internalPath(wanted)).toBe('/'))

  it('is one parameter of the sign-in page, whatever it holds', () => {
    expect(signInAddress('/users?a=1&b=2')).toBe('/sign-in?from=%2Fusers%3Fa%3D1%26b%3D2')
    expect(signInAddress('//evil.example')).toBe('/sign-in')
    expect(signInAddress(null)).toBe('/sign-in')
  })
})
