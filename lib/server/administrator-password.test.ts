import { describe, expect, it } from 'vitest'
import { isPassword, newPassword, parseNewPassword } from './administrator-password'

const owner = { email: 'ada.lovelace@contoso.com', name: 'Ada Lovelace' }
const judge = (password: string) => {
  const result = parseNewPassword(password, owner)
  return result.ok ? 'ok' : result.error.errorId
}

describe('a new password', () => {
  it.each([
    'correct-horse-battery-staple',
    'tell no balloon',
    'Пять слов без смысла',
    'x7&Kq!m2Zr#9',
    newPassword(),
  ])('may be any long one: %s', (password) => expect(judge(password)).toBe('ok'))

  it.each(['', 'short', 'elevenchars', '🐎🔋🐎🔋'])(
    'has twelve characters, each counted once: %s',
    (password) => expect(judge(password)).toBe('PasswordTooShort'),
  )

  it.each([
    'ada.lovelace@contoso.com',
    'Lovelace-Contoso-1',
    'Password1234567',
    'administrator2026',
    '123456789012345',
    'aaaaaaaaaaaaaaaa',
    'abcabcabcabcabc',
    'hunter2hunter2hunter2',
  ])('is not what would be guessed first: %s', (password) =>
    expect(judge(password)).toBe('PasswordGuessable'),
  )

  it('may hold one’s own name when the rest is long enough', () => {
    expect(judge('lovelace rides a correct horse')).toBe('ok')
  })

  it('is judged in an instant, whatever its length', () => {
    const start = performance.now()
    for (const password of ['ab'.repeat(128), 'abc'.repeat(85), 'x'.repeat(1_000_000)]) judge(password)
    expect(performance.now() - start).toBeLessThan(500)
  })
})

it('an account without a hash has no right password, not even an empty one', async () => {
  expect(await isPassword('', undefined)).toBe(false)
})
