import { describe, expect, test } from 'vitest'
import {
  defaultPasswordPolicy,
  judgePassword,
  type PasswordLevel,
  passwordExpiresAt,
} from './password-policy'

const frank = { logonName: 'FrankM', displayName: 'Frank Miller', email: 'post@contoso.com' }

function accepted(level: PasswordLevel, password: string): boolean {
  return judgePassword({ level }, password, frank).length === 0
}

describe('A password is accepted', () => {
  test.each<[PasswordLevel, string, boolean]>([
    ['Weak', '', false],
    ['Weak', '   ', false],
    ['Weak', 'a', true],
    ['Medium', 'abcd', false],
    ['Medium', 'abcde', true],
    ['MediumStrong', 'abcde', false],
    ['MediumStrong', 'aB3de', true],
    ['MediumStrong', 'aB3d', false],
    ['Strong', 'aB3def', false],
    ['Strong', 'aB3defg', true],
    ['Strong', 'abcdefg8', false],
    ['Strong', 'abc-efg8', true],
    ['Strong', 'ABC-EFG8', true],
    ['Strong', 'Пароль-7', true],
  ])('by %s, "%s": %s', (level, password, expected) => {
    expect(accepted(level, password)).toBe(expected)
  })
})

test('strong passwords hold no logon name, no part of the name and no e-mail address', () => {
  const unmet = (password: string) => judgePassword({ level: 'Strong' }, password, frank)
  expect(unmet('xFRANKMx1!')).toContain('It must not hold the logon name.')
  expect(unmet('Hi-miller-77')).toEqual(['It must not hold a part of the name.'])
  expect(unmet('A post 77!')).toEqual(['It must not hold the e-mail address.'])
})

test('names of fewer than three letters are no reason to refuse', () => {
  expect(judgePassword({ level: 'Strong' }, 'Bo-12345x', { logonName: 'bo', displayName: 'Bo Li' })).toEqual(
    [],
  )
})

test('every rule that is not met is said', () => {
  expect(judgePassword({ level: 'Strong' }, 'abc', frank)).toEqual([
    'It needs at least 7 characters.',
    'It needs three of these kinds: capital letters, small letters, digits, symbols.',
  ])
})

test('10,000 characters are too many for every level', () => {
  expect(judgePassword({ level: 'Weak' }, 'aB3!'.repeat(2500))).toEqual([
    'It may have at most 127 characters.',
  ])
})

test('the policy is Strong, and passwords expire after 180 days unless they never do', () => {
  const changed = new Date('2026-01-01T00:00:00Z')
  expect(defaultPasswordPolicy.level).toBe('Strong')
  expect(passwordExpiresAt(defaultPasswordPolicy, changed)).toEqual(new Date('2026-06-30T00:00:00Z'))
  expect(passwordExpiresAt({ ...defaultPasswordPolicy, neverExpires: true }, changed)).toBeNull()
})
