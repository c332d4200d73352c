import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { aliasPrefix, parseAlias, suggestAlias } from './alias'

describe('an alias', () => {
  it.each(['FrankM', 'help.desk', "o'brien", 'a', 'x_y-z+1', 'a'.repeat(64)])('may be %s', (alias) => {
    expect(parseAlias(alias)).toEqual({ ok: true, value: alias })
  })

  it.each([
    '',
    '   ',
    '.frank',
    'frank.',
    'help..desk',
    'frank miller',
    'frank@contoso.com',
    'José',
    '"frank"',
    'a,b',
    'a'.repeat(65),
    'frank\nmiller',
    '😀',
    '\u202Efrank',
  ])('may not be %j, and the error names the parameter', (alias) => {
    const result = parseAlias(alias)
    expect(result).toMatchObject({ ok: false, error: { errorId: 'InvalidAlias', target: 'Alias' } })
  })

  it('loses the spaces around it', () => {
    expect(parseAlias(' FrankM ')).toEqual({ ok: true, value: 'FrankM' })
  })

  it('of ten thousand characters is not repeated whole in the error', () => {
    const result = parseAlias('😀'.repeat(10_000))
    expect(!result.ok && result.error.message.length).toBeLessThan(200)
  })
})

describe('a suggested alias', () => {
  it.each([
    ['Frank', 'Miller', 'FrankM'],
    ['José', 'Ñandú', 'JoseN'],
    ['Łukasz', 'Żak', 'LukaszZ'],
    ['Anne-Marie', "d'Arc", 'AnneMarieD'],
    ['Frank', '', 'Frank'],
    ['', 'frankm', 'frankm'],
    ['明', 'mingw', 'mingw'],
    ['明', '王', 'user'],
  ])('for %s %s is %s', (first, last, alias) => {
    expect(suggestAlias(first, last)).toBe(alias)
  })

  it('gets a number when somebody has it, in whatever case', () => {
    expect(suggestAlias('Frank', 'Miller', ['frankm', 'FRANKM2'])).toBe('FrankM3')
  })

  it('is always a valid alias', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (first, last) => {
        expect(parseAlias(suggestAlias(first, last)).ok).toBe(true)
      }),
    )
  })

  it('is always free, and begins with what the store was asked for', () => {
    const name = fc.oneof(fc.constantFrom('Frank', 'F'.repeat(80), ''), fc.string())
    fc.assert(
      fc.property(name, name, fc.integer({ min: 0, max: 12 }), (first, last, holders) => {
        const taken: string[] = []
        for (let index = 0; index < holders; index++)
          taken.push(suggestAlias(first, last, taken).toUpperCase())
        const alias = suggestAlias(first, last, taken)
        expect(taken).not.toContain(alias.toUpperCase())
        expect(alias.startsWith(aliasPrefix(first, last))).toBe(true)
        expect(parseAlias(alias).ok).toBe(true)
      }),
    )
  })
})
