import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { displayNameOf, parsePersonName } from './person-name'

describe('A person may be called', () => {
  test.each([
    ["Seán O'Brien"],
    ['Frank "Frankie" Miller'],
    ['محمد'],
    ['שרה'],
    ['李小龍'],
    ['Ana 🌻'],
    ['$(Remove-Item C:\\)'],
    ['👩‍👩‍👧'],
    [''],
  ])('%s', (name) => {
    expect(parsePersonName('FirstName', name)).toEqual({ ok: true, value: name })
  })
})

describe('A name is refused with', () => {
  test.each([
    ['a line break', 'Frank\nMiller'],
    ['a NUL', 'Frank\0'],
    ['half an emoji', 'Frank \ud83d'],
    ['a line separator', 'Frank\u2028Miller'],
    ['an escape', '\u001b[31mFrank'],
    ['a right-to-left override', 'Frank\u202Etxt'],
    ['10,000 characters', 'x'.repeat(10_000)],
  ])('%s', (_, name) => {
    expect(parsePersonName('LastName', name)).toMatchObject({ ok: false, error: { target: 'LastName' } })
  })
})

test('Active Directory keeps 64 characters of a first name and 256 of a display name', () => {
  expect(parsePersonName('FirstName', 'x'.repeat(64)).ok).toBe(true)
  expect(parsePersonName('FirstName', 'x'.repeat(65)).ok).toBe(false)
  expect(parsePersonName('DisplayName', 'x'.repeat(256)).ok).toBe(true)
  expect(parsePersonName('DisplayName', 'x'.repeat(257)).ok).toBe(false)
})

test('every accepted name can stand in a script and holds no line break', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (typed) => {
      const name = parsePersonName('FirstName', typed)
      if (name.ok)
        expect(name.value.isWellFormed() && !/[\0-\x1f\x7f-\x9f\u2028\u2029]/.test(name.value)).toBe(true)
    }),
  )
})

test('somebody without a name is shown by logon name', () => {
  expect(displayNameOf('Frank', 'Miller', 'FrankM')).toBe('Frank Miller')
  expect(displayNameOf('', 'Miller', 'FrankM')).toBe('Miller')
  expect(displayNameOf('', '', 'FrankM')).toBe('FrankM')
})
