import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseLogonName, suggestLogonName } from './logon-name'

describe('A logon name may be', () => {
  test.each(['FrankM', 'frank.miller', 'Jürgen', 'a', 'x'.repeat(20), 'Frank M', '李小龍'])('%s', (name) => {
    expect(parseLogonName(name)).toEqual({ ok: true, value: name })
  })
})

describe('A logon name is refused when', () => {
  test.each<readonly [string, string]>([
    ['it is missing', '  '],
    ['it has 21 characters', 'x'.repeat(21)],
    ...[...'"/\\[]:;|=,+*?<>@'].map((character) => [`it holds ${character}`, `a${character}b`] as const),
    ['it has dots only', '...'],
    ['it ends with a dot', 'frank.'],
    ['it holds a line break', 'fra\nnk'],
    ['it holds a zero-width space', 'fra\u200Bnk'],
    ['it holds half an emoji', 'x\ud83d'],
  ])('%s', (_, name) => {
    expect(parseLogonName(name)).toMatchObject({ ok: false, error: { target: 'Name' } })
  })
})

describe('The suggested logon name', () => {
  test('is the first name with the initial of the last name', () => {
    expect(suggestLogonName('Frank', 'Miller')).toBe('FrankM')
    expect(suggestLogonName('Anne Marie', "o'Neil")).toBe('AnneMarieO')
  })
  test('loses the accents of Latin letters', () => {
    expect(suggestLogonName('Zoë', 'Åström')).toBe('ZoeA')
    expect(suggestLogonName('Søren', 'Łukasz')).toBe('SorenL')
  })
  test('gets a number when it is taken, whatever the case', () => {
    expect(suggestLogonName('Frank', 'Miller', ['frankm', 'FRANKM2'])).toBe('FrankM3')
  })
  test('is the last name when there is no first name, and User when there is neither', () => {
    expect(suggestLogonName('', 'Miller')).toBe('Miller')
    expect(suggestLogonName('🌻', '')).toBe('User')
  })
  test('is never an account that every domain has', () => {
    expect(suggestLogonName('Administrato', 'Reed')).toBe('AdministratoR2')
  })
  test('is always a logon name, and free', () => {
    const name = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 40 }),
      fc.string({ unit: 'binary', maxLength: 40 }),
    )
    fc.assert(
      fc.property(name, name, (first, last) => {
        const wanted = suggestLogonName(first, last)
        const next = suggestLogonName(first, last, [wanted.toUpperCase()])
        expect(parseLogonName(wanted)).toEqual({ ok: true, value: wanted })
        expect(parseLogonName(next)).toEqual({ ok: true, value: next })
        if (wanted.toUpperCase().toLowerCase() === wanted.toLowerCase())
          expect(next.toLowerCase()).not.toBe(wanted.toLowerCase())
      }),
    )
  })
})
