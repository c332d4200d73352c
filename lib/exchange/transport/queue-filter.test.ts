import { describe, expect, it } from 'vitest'
import { parseQueueFilter, wildcard } from './queue-filter'

const message = {
  FromAddress: 'Kweku@contoso.com',
  SCL: 5,
  Subject: "it's -and here",
  ExpirationTime: '2018-01-04T12:00:00.000Z',
  LastError: null,
}

function isMatch(filter: string): boolean | null {
  const parsed = parseQueueFilter(filter, Object.keys(message))
  return parsed.ok ? parsed.value.matches(message) : null
}

describe('A filter of queues and messages', () => {
  it.each([
    ["FromAddress -eq 'kweku@CONTOSO.com'", true],
    ["FromAddress -like '*@contoso.com' -and SCL -gt 3", true],
    ["FromAddress -like '*@contoso.com' -and SCL -gt 5", false],
    ["FromAddress -like 'contoso.com'", false],
    ["ExpirationTime -lt '1/5/2018 3:00 PM'", true],
    ["ExpirationTime -gt '1/5/2018 3:00 PM'", false],
    ['SCL -ge 5 -and SCL -le 5 -and SCL -ne 4', true],
    ["Subject -eq 'it''s -and here'", true],
    ['LastError -gt 1', false],
  ])('%s is %s', (filter, expected) => expect(isMatch(filter)).toBe(expected))

  it.each([
    '',
    'SCL',
    'SCL -gt',
    'SCL -is 3',
    'Size -gt 3',
    'SCL -gt 3 -or SCL -lt 2',
    'SCL -gt 3 -and',
    '-and',
  ])('is refused as "%s"', (filter) => expect(isMatch(filter)).toBeNull())

  it('stays quick with many stars', () => {
    expect(wildcard('*a'.repeat(2000))('a'.repeat(1999))).toBe(false)
    expect(wildcard('*a'.repeat(2000))('a'.repeat(2000))).toBe(true)
  })
})
