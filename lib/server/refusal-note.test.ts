import { beforeAll, describe, expect, it } from 'vitest'
import { errorRecord } from '@/lib/shell'
import { readRefusal, writeRefusal } from './refusal-note'

beforeAll(() => {
  process.env.SECRET_KEY ??= 'a key for tests'
})

describe('why a command was refused, in the address of the page', () => {
  it('is read back with what to do', () => {
    const error = errorRecord('InvalidOperation', 'X', 'It is in use.', {
      recommendedAction: 'Free it first.',
    })
    expect(readRefusal(writeRefusal(error))).toBe('It is in use. Free it first.')
  })

  it('cannot be written by anybody else', () => {
    for (const forged of [
      'Call this number',
      '',
      undefined,
      ['a'],
      'x'.repeat(5000),
      writeRefusal(errorRecord('X' as never, 'X', 'a')).slice(1),
    ])
      expect(readRefusal(forged)).toBeNull()
  })
})
